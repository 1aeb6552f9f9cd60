import type { ServerContext } from '../context.ts'
import type { Members } from '../members/service.ts'
import { ledByAdmin, ledByWecom, possibleDeciders } from './repository.ts'

interface Needs {
  members: Pick<Members, 'find'>
}

export type Rights = ReturnType<typeof createRights>

/**
 * Who reaches whom: everybody the customers they follow, a lead also those that the team follows. The team is what an
 * admin set for the lead, else the members of the departments that WeCom names them leader of. No other role reaches more.
 */
export function createRights({ db, config }: Pick<ServerContext, 'db' | 'config'>, { members }: Needs) {
  async function teamOf(leadUserId: string): Promise<string[]> {
    const member = await members.find(leadUserId)
    if (member?.role !== 'lead') return []
    return (await ledByAdmin(db, leadUserId)) ?? (await ledByWecom(db, leadUserId))
  }

  /** Of these followers, those through whom this member reaches the customer: themselves first, else their team's. */
  async function reachedThrough(userId: string, followerIds: readonly string[]): Promise<string[]> {
    if (followerIds.includes(userId)) return [userId]
    if (followerIds.length === 0) return []
    const team = new Set(await teamOf(userId))
    return followerIds.filter((followerId) => team.has(followerId))
  }

  /** An admin, or a lead with this member in the team; nobody decides for themselves. */
  async function mayDecideFor(deciderId: string, userId: string): Promise<boolean> {
    if (deciderId === userId) return false
    const decider = await members.find(deciderId)
    if (decider?.role === 'admin') return true
    return (await teamOf(deciderId)).includes(userId)
  }

  return {
    teamOf,
    reachedThrough,
    mayDecideFor,
    /** Whether anybody could decide what this member asks for. */
    async hasDeciderFor(userId: string): Promise<boolean> {
      if (config.adminUserIds.some((adminId) => adminId !== userId)) return true
      for (const deciderId of await possibleDeciders(db))
        if (await mayDecideFor(deciderId, userId)) return true
      return false
    },
  }
}
