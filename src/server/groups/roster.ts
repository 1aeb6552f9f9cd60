import type { ServerContext } from '../context.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { WecomRefused } from '../wecom/answer.ts'
import { appFailure } from '../wecom/app-failure.ts'
import type { WecomClient } from '../wecom/client.ts'
import { fetchGroup } from '../wecom/groups.ts'
import { changeGroup, endStays, findGroup, type GroupRow, isStaffIn, storeGroup } from './repository.ts'

/** A stored list older than this is read again from WeCom, behind the answer. */
const staleAfterMs = 10 * 60_000
/** Somebody the stored list does not know makes us ask again, but not more often than this. */
const askAgainAfterMs = 60_000
/** So old a copy means that WeCom has not answered for a while: the panel says so. */
const longStaleMs = 24 * 3_600_000
/** No customer group, or none that this app may see: the same answer as for an unknown one. */
const unknownCodes = new Set([90501, 60011, 60111, 81013])

export interface SeenGroup {
  group: GroupRow
  /** The stored copy is more than a day old. */
  isStale: boolean
}

/** change_external_chat of a callback (path 92130 of developer.work.weixin.qq.com); `at` is its CreateTime. */
export interface GroupChange {
  chatId: string
  changeType: 'create' | 'update' | 'dismiss'
  updateDetail?: string
  memberIds?: readonly string[]
  at: number
}

export type Roster = ReturnType<typeof createRoster>

/** Which groups there are and who is in them: the database answers, WeCom is asked behind it. */
export function createRoster(context: ServerContext, { client }: { client: WecomClient }) {
  const { db, now, log } = context
  const running = new Map<string, Promise<void>>()

  async function fetchAndStore(chatId: string): Promise<void> {
    const askedAt = now()
    try {
      const group = await fetchGroup(client, chatId)
      await retryTransient(() => db.transaction().execute((trx) => storeGroup(trx, group, askedAt)))
    } catch (error) {
      if (error instanceof WecomRefused && unknownCodes.has(error.errcode)) {
        await changeGroup(db, chatId, { status: 'dismissed' })
        throw new AppError('not_found')
      }
      throw appFailure(error)
    }
  }

  /** One question at a time for each group. */
  function refresh(chatId: string): Promise<void> {
    const ongoing = running.get(chatId)
    if (ongoing) return ongoing
    const asked = fetchAndStore(chatId).finally(() => running.delete(chatId))
    running.set(chatId, asked)
    return asked
  }

  function refreshBehind(chatId: string): void {
    refresh(chatId).catch((error: unknown) => {
      log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'group not refreshed')
    })
  }

  async function stored(chatId: string): Promise<GroupRow | null> {
    const group = await findGroup(db, chatId)
    return group?.status === 'open' ? group : null
  }

  async function mayView(group: GroupRow, userId: string): Promise<boolean> {
    if (group.ownerUserId === userId) return true
    const admins = JSON.parse(group.adminUserIdsJson) as string[]
    return admins.includes(userId) || isStaffIn(db, group.chatId, userId)
  }

  return {
    /** The group if this member owns, administers or is in it; unknown, foreign and dismissed ones all end in `not_found`. */
    async findForStaff(chatId: string, userId: string): Promise<SeenGroup> {
      const known = await stored(chatId)
      if (known) {
        const age = now() - known.fetchedAt
        const isMine = await mayView(known, userId)
        if (isMine && age > staleAfterMs) refreshBehind(chatId)
        if (isMine) return { group: known, isStale: age > longStaleMs }
        if (age <= askAgainAfterMs) throw new AppError('not_found')
      }
      await refresh(chatId)
      const group = await stored(chatId)
      if (!group || !(await mayView(group, userId))) throw new AppError('not_found')
      return { group, isStale: false }
    },

    /**
     * Applies a callback, in any order and any number of times. An exit is taken at its own time; for everything else the
     * group is read again, and should WeCom not answer, the next who opens it asks.
     */
    async applyGroupChange({ chatId, changeType, ...change }: GroupChange): Promise<void> {
      if (changeType === 'dismiss') return changeGroup(db, chatId, { status: 'dismissed' })
      const known = await findGroup(db, chatId)
      if (known && change.updateDetail === 'del_member')
        await endStays(db, chatId, change.memberIds ?? [], change.at)
      if (known)
        await changeGroup(db, chatId, { fetchedAt: Math.min(known.fetchedAt, now() - staleAfterMs - 1) })
      await refresh(chatId).catch((error: unknown) => {
        log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'group not refreshed')
      })
    },
  }
}
