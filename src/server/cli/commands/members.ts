import type { Command } from 'commander'
import type { MemberEntry } from '../../../contract/members.ts'
import { type Role, roles } from '../../../contract/route.ts'
import type { ServerContext } from '../../context.ts'
import { AppError } from '../../http/app-error.ts'
import { createMemberRoster, type MemberChange, type MemberRoster } from '../../members/roster.ts'
import { createMembers } from '../../members/service.ts'
import { createRights } from '../../rights/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const actor = 'cli'
const fromWecom = 'wecom'

interface RoleOptions {
  departments?: string
  members?: string
  team?: string
}

function rosterOf(context: ServerContext): MemberRoster {
  return createMemberRoster(context, { rights: createRights(context, { members: createMembers(context) }) })
}

function listOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function roleOf(text: string): Role | null {
  if (text === fromWecom) return null
  const role = roles.find((candidate) => candidate === text)
  if (role === undefined)
    throw new CommandFailed(`role: ${text} unknown; choose from ${[...roles, fromWecom].join(', ')}`, 2)
  return role
}

function teamOf({ departments, members, team }: RoleOptions): Pick<MemberChange, 'team'> {
  const hasNames = departments !== undefined || members !== undefined
  if (team !== undefined && (team !== fromWecom || hasNames))
    throw new CommandFailed(`--team: takes only "${fromWecom}", and neither --departments nor --members`, 2)
  if (team !== undefined) return { team: null }
  if (!hasNames) return {}
  const departmentIds = listOf(departments).map(Number)
  if (departmentIds.some((id) => !Number.isSafeInteger(id) || id <= 0))
    throw new CommandFailed('--departments: give WeCom department ids such as 2,3', 2)
  return { team: { departmentIds, userIds: listOf(members) } }
}

function line({ userId, name, role, roleFrom, isActive, teamSize }: MemberEntry): string {
  const team = role === 'lead' ? `  team of ${teamSize}` : ''
  return `${userId}  ${name}  ${role} (${roleFrom})${team}${isActive ? '' : '  inactive'}`
}

async function changeRole(context: ServerContext, userId: string, change: MemberChange): Promise<void> {
  try {
    const member = await rosterOf(context).change(userId, change, actor)
    print(line(member))
    if (member.role === 'lead' && member.teamSize === 0)
      print(
        'They lead nobody yet: name --departments or --members, or set the head of the department in WeCom.',
      )
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found')
      throw new CommandFailed(
        `userId: no member ${userId} is known; they sign in once first, "zhike members list" shows who did`,
      )
    throw error
  }
}

/** `members list|role`: who may do what. */
export function addMemberCommands(program: Command): Command {
  const members = program.command('members').description('members and their roles')
  members
    .command('list')
    .description('every known member: user id, name, role and where it comes from')
    .action(() =>
      withContext(async (context) => {
        for (const member of await rosterOf(context).list()) print(line(member))
      }),
    )
  members
    .command('role')
    .argument('<userId>', 'the first column of "zhike members list"')
    .argument('<role>', `${roles.join(', ')}; or ${fromWecom}: as WeCom says (heads of departments lead)`)
    .option('--departments <ids>', 'for a lead: the WeCom departments they answer for, comma-separated')
    .option('--members <userIds>', 'for a lead: members they answer for, comma-separated')
    .option('--team <source>', `"${fromWecom}": the departments that WeCom names them head of`)
    .description('set a role; sessions of a member whose role changes end at once')
    .action((userId: string, role: string, options: RoleOptions) => {
      const change = { role: roleOf(role), ...teamOf(options) }
      return withContext((context) => changeRole(context, userId, change))
    })
  return members
}
