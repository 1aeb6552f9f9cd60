import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { reactionTo, WecomRefused, WecomUnreachable } from '../wecom/answer.ts'
import type { WecomClient } from '../wecom/client.ts'
import { markTag } from '../wecom/corp-tags.ts'
import type { Mirror } from './mirror.ts'
import { isMakeshiftGroup } from './own-groups.ts'
import type { Settlement } from './outbox.ts'
import { type CorpTag, tagById, tagByName } from './repository.ts'
import type { Push } from './wishes.ts'

const second = 1000
const minute = 60 * second
/** Pauses after the first, second … attempt that another one may mend; then the follower is told. */
const pausesMs = [2 * second, 10 * second, minute, 5 * minute, 30 * minute]
const noSuchTag = 40068
const nameTaken = 40071
/** Nothing of the tag is on the customer: not this follower's customer any more, or no such contact. */
const goneCodes = new Set([84061, 40096])

export interface PushNeeds {
  client: WecomClient
  mirror: Mirror
  customers: {
    find: (customerId: string) => Promise<{ externalUserId: string | null } | undefined>
  }
}

/** What was marked is taken off by its id, whatever it is called by now. */
async function known(db: Database, push: Push): Promise<CorpTag | undefined> {
  const { corpTagId, markedTagId, wanted, name, groupName } = push
  const tagId = corpTagId ?? (wanted === 'remove' ? markedTagId : null)
  if (tagId !== null) return tagById(db, tagId)
  const own = await tagByName(db, name, groupName)
  return own ?? (isMakeshiftGroup(groupName) ? tagByName(db, name) : undefined)
}

/** The tag that is meant: one of WeCom's own, or one of the store's own, which is made where WeCom has none of that name. */
async function resolve(db: Database, mirror: Mirror, push: Push): Promise<CorpTag | undefined> {
  await mirror.refreshIfStale()
  const found = await known(db, push)
  if (found || push.corpTagId !== null || push.wanted === 'remove') return found
  try {
    return await mirror.make(push)
  } catch (error) {
    if (!(error instanceof WecomRefused && error.errcode === nameTaken)) throw error
    // Somebody made it meanwhile: it is theirs, and serves as well.
    await mirror.refresh()
    const theirs = await known(db, push)
    if (!theirs) throw error
    return theirs
  }
}

function later(push: Push, errcode: number | null, asOf: number): Settlement {
  const pauseMs = pausesMs[push.attempts - 1]
  if (pauseMs === undefined) return { status: 'failed', errcode }
  return { status: 'pending', errcode, dueAt: asOf + pauseMs }
}

/** Brings one wish to WeCom and says how it ended. */
export function createPush({ db, now }: Pick<ServerContext, 'db' | 'now'>, needs: PushNeeds) {
  const { client, mirror, customers } = needs

  async function afterRefusal(push: Push, errcode: number): Promise<Settlement> {
    if (reactionTo(errcode) !== 'fail') return later(push, errcode, now())
    if (push.wanted === 'remove' && goneCodes.has(errcode)) return { status: 'done', errcode: null }
    if (errcode !== noSuchTag) return { status: 'failed', errcode }
    await mirror.refresh()
    if (push.wanted === 'remove') return { status: 'done', errcode: null }
    // One of the store's own is made anew, once.
    const isWorthMaking = push.corpTagId === null && push.attempts === 1
    return isWorthMaking ? { status: 'pending', errcode, dueAt: now() } : { status: 'failed', errcode }
  }

  return async function carryOut(push: Push): Promise<Settlement> {
    const { userId, customerId, wanted } = push
    try {
      const externalUserId = (await customers.find(customerId))?.externalUserId
      if (!externalUserId) return { status: 'failed', errcode: 84061 }
      const tag = await resolve(db, mirror, push)
      if (!tag && wanted === 'remove') return { status: 'done', errcode: null }
      if (!tag) return { status: 'failed', errcode: noSuchTag }
      const mark = { wanted: wanted === 'add' ? ('add' as const) : ('remove' as const) }
      await markTag(client, { userId, externalUserId }, { ...mark, corpTagId: tag.corpTagId })
      return { status: 'done', errcode: null, tag }
    } catch (error) {
      if (error instanceof WecomUnreachable) return later(push, null, now())
      if (!(error instanceof WecomRefused)) throw error
      return await afterRefusal(push, error.errcode).catch((failure: unknown) => {
        if (failure instanceof WecomUnreachable || failure instanceof WecomRefused)
          return later(push, error.errcode, now())
        throw failure
      })
    }
  }
}
