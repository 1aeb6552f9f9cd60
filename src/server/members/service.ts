import type { ServerContext } from '../context.ts'

export const roles = ['advisor', 'lead', 'operator', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Member {
  userId: string
  name: string
  role: Role
  isActive: boolean
  sessionsValidFrom: number
}

export interface Members {
  find: (userId: string) => Promise<Member | null>
  /** The display name of a member, or the id of one we have never met. */
  nameOf: (userId: string) => Promise<string>
  namesOf: (userIds: readonly string[]) => Promise<Map<string, string>>
  /** A member proved who they are: kept up to date, role as stored, admins by configuration. */
  signedIn: (profile: { userId: string; name: string; departments: number[] }) => Promise<Member>
}

export function createMembers({ db, config, now }: ServerContext): Members {
  async function find(userId: string): Promise<Member | null> {
    const row = await db
      .selectFrom('member')
      .select(['userId', 'name', 'role', 'isActive', 'sessionsValidFrom'])
      .where('userId', '=', userId)
      .executeTakeFirst()
    if (!row) return null
    const role = config.adminUserIds.includes(userId) ? 'admin' : (row.role as Role)
    return { ...row, role, isActive: row.isActive === 1 }
  }

  async function namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
    const names = new Map(userIds.map((id) => [id, id]))
    if (names.size === 0) return names
    const rows = await db
      .selectFrom('member')
      .select(['userId', 'name'])
      .where('userId', 'in', [...names.keys()])
      .execute()
    for (const row of rows) names.set(row.userId, row.name)
    return names
  }

  return {
    find,
    namesOf,
    nameOf: async (userId) => (await namesOf([userId])).get(userId) ?? userId,
    async signedIn({ userId, name, departments }) {
      const at = now()
      const changes = { name, departmentsJson: JSON.stringify(departments), updatedAt: at }
      await db
        .insertInto('member')
        .values({ userId, role: 'advisor', isActive: 1, sessionsValidFrom: 0, createdAt: at, ...changes })
        .onConflict((conflict) => conflict.column('userId').doUpdateSet(changes))
        .execute()
      const member = await find(userId)
      if (!member) throw new Error(`member ${userId} vanished while signing in`)
      return member
    },
  }
}
