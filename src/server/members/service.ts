import type { Role } from '../../contract/route.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import type { MemberProfile } from '../wecom/identity.ts'
import { deactivate, endSessions, findMember, findNames, storeProfile } from './repository.ts'
import { roleOf } from './role.ts'

export interface Member {
  userId: string
  name: string
  role: Role
  isActive: boolean
  sessionsValidFrom: number
}

type SignIn = Pick<MemberProfile, 'userId' | 'name' | 'departments'> & Partial<MemberProfile>

export interface Members {
  find: (userId: string) => Promise<Member | null>
  /** The display name of a member, or the id of one we have never met. */
  nameOf: (userId: string) => Promise<string>
  namesOf: (userIds: readonly string[]) => Promise<Map<string, string>>
  /** An active member proved who they are: kept up to date, role as stored, admins by configuration. */
  signedIn: (profile: SignIn) => Promise<Member>
  /**
   * What WeCom says of a member we know or meet: name, departments, leadership. Any status but active takes the member
   * out and ends every session; one who is active again may sign in again.
   */
  refreshed: (profile: MemberProfile) => Promise<void>
}

const activeStatus = 1

export function createMembers({ db, config, now }: Pick<ServerContext, 'db' | 'config' | 'now'>): Members {
  async function find(userId: string): Promise<Member | null> {
    const row = await findMember(db, userId)
    if (!row) return null
    const { name, isActive, sessionsValidFrom } = row
    return { userId, name, role: roleOf(row, config.adminUserIds), isActive, sessionsValidFrom }
  }

  async function namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
    const names = new Map(userIds.map((id) => [id, id]))
    if (names.size === 0) return names
    for (const row of await findNames(db, [...names.keys()])) names.set(row.userId, row.name)
    return names
  }

  async function store(trx: Database, profile: MemberProfile): Promise<void> {
    if (profile.status === activeStatus) return storeProfile(trx, profile, now())
    await deactivate(trx, profile.userId, now())
    await endSessions(trx, profile.userId, now())
  }

  const refreshed = (profile: MemberProfile) =>
    retryTransient(() => db.transaction().execute((trx) => store(trx, profile)))

  return {
    find,
    namesOf,
    nameOf: async (userId) => (await namesOf([userId])).get(userId) ?? userId,
    refreshed,
    async signedIn(profile) {
      await refreshed({ leaderOf: [], ...profile, status: activeStatus })
      const member = await find(profile.userId)
      if (!member) throw new Error(`member ${profile.userId} vanished while signing in`)
      return member
    },
  }
}
