import type { MemberEntry } from '../../contract/members.ts'
import type { Role } from '../../contract/route.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import {
  allDepartments,
  allMembers,
  allTeams,
  endSessions,
  findMember,
  type MemberRow,
  storeRole,
  storeTeam,
} from './repository.ts'
import { roleOf } from './role.ts'

type Team = NonNullable<MemberEntry['team']>

export interface MemberChange {
  /** Null = as WeCom says. */
  role?: Role | null | undefined
  team?: Team | null | undefined
}

interface Needs {
  rights: { teamOf: (leadUserId: string) => Promise<string[]> }
}

export type MemberRoster = ReturnType<typeof createMemberRoster>

/** What admins see of the members, and what they change: roles and teams. */
export function createMemberRoster(
  context: Pick<ServerContext, 'db' | 'config' | 'now' | 'randomBytes'>,
  { rights }: Needs,
) {
  const { db, config, now } = context

  function roleFrom({ userId, role, roleSetBy }: MemberRow): MemberEntry['roleFrom'] {
    if (config.adminUserIds.includes(userId)) return 'configuration'
    return roleSetBy !== null || role !== 'advisor' ? 'admin' : 'wecom'
  }

  async function list(): Promise<MemberEntry[]> {
    const [rows, departments, teams] = await Promise.all([allMembers(db), allDepartments(db), allTeams(db)])
    return Promise.all(
      rows.map(async (row) => {
        const { userId, name, isActive, updatedAt } = row
        const role = roleOf(row, config.adminUserIds)
        const own = departments.filter((entry) => entry.userId === userId)
        const team = teams.filter(({ leadUserId }) => leadUserId === userId)
        const people = role === 'lead' ? await rights.teamOf(userId) : []
        return {
          userId,
          name,
          role,
          roleFrom: roleFrom(row),
          isActive,
          departmentIds: own.map(({ departmentId }) => departmentId),
          leaderOf: own.filter(({ isLeader }) => isLeader === 1).map(({ departmentId }) => departmentId),
          team:
            team.length === 0
              ? null
              : {
                  departmentIds: team
                    .filter(({ kind }) => kind === 'department')
                    .map(({ value }) => Number(value)),
                  userIds: team.filter(({ kind }) => kind === 'member').map(({ value }) => value),
                },
          teamSize: people.filter((other) => other !== userId).length,
          updatedAt,
        }
      }),
    )
  }

  async function change(
    trx: Database,
    userId: string,
    { role, team }: MemberChange,
    actor: string,
  ): Promise<void> {
    const at = now()
    const subject = { subjectKind: 'member', subjectId: userId }
    const known = await findMember(trx, userId)
    if (!known) throw new AppError('not_found')
    if (role !== undefined) {
      if (config.adminUserIds.includes(userId))
        throw new AppError('wrong_state', { message: '此成员由 ADMIN_USER_IDS 指定为管理员，请先改配置' })
      const before = roleOf(known, config.adminUserIds)
      const changed = { role: role ?? 'advisor', roleSetBy: role === null ? null : actor }
      await storeRole(trx, userId, { ...changed, updatedAt: at })
      const after = roleOf({ ...known, ...changed }, config.adminUserIds)
      if (after !== before) await endSessions(trx, userId, at)
      const details = { from: before, to: after, followsWecom: role === null }
      await recordAudit(trx, context, { at, actor, action: 'member.role', ...subject, details })
    }
    if (team !== undefined) {
      const rows = team
        ? [
            ...team.departmentIds.map((id) => ({ kind: 'department' as const, value: String(id) })),
            ...team.userIds.map((value) => ({ kind: 'member' as const, value })),
          ]
        : []
      const unique = new Map(rows.map((row) => [`${row.kind} ${row.value}`, { leadUserId: userId, ...row }]))
      await storeTeam(trx, userId, [...unique.values()])
      await recordAudit(trx, context, { at, actor, action: 'member.team', ...subject, details: { team } })
    }
  }

  return {
    list,
    /** Whom a member may ask for a role or for help. */
    async adminNames(): Promise<string[]> {
      const rows = await allMembers(db)
      return rows
        .filter((row) => row.isActive && roleOf(row, config.adminUserIds) === 'admin')
        .map(({ name }) => name)
    },
    /** In one transaction with its audit entry; a role that really changes ends the member's sessions. */
    async change(userId: string, wanted: MemberChange, actor: string): Promise<MemberEntry> {
      await db.transaction().execute((trx) => change(trx, userId, wanted, actor))
      const member = (await list()).find((entry) => entry.userId === userId)
      if (!member) throw new AppError('not_found')
      return member
    },
  }
}
