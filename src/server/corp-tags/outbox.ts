import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { isFollower } from './followers.ts'
import { setOnCustomer } from './repository.ts'
import type { Push } from './wishes.ts'

/** Longer than the calls of one push last; whoever was killed keeps a pair no longer than this. */
export const claimMs = 90_000
const pairsAtOnce = 8
/** A removal that is done says nothing more; what was added is kept to be taken off again. */
const keptMs = 24 * 3_600_000

export interface OutboxNeeds {
  customers: { lock: (trx: Database, customerId: string) => Promise<void> }
}

export interface Settlement {
  status: 'pending' | 'done' | 'failed'
  errcode: number | null
  dueAt?: number
  /** As WeCom calls it now. */
  tag?: { corpTagId: string; name: string; groupName: string } | undefined
}

/** What waits to be pushed. Each change locks the customer's row, so that one pair is in one process's hands at a time. */
export function createOutbox(context: ServerContext, { customers }: OutboxNeeds, owner: string) {
  const { db, now } = context

  function locked<T>(customerId: string, run: (trx: Database) => Promise<T>): Promise<T> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        await customers.lock(trx, customerId)
        return run(trx)
      }),
    )
  }

  function duePairs(asOf: number) {
    return db
      .selectFrom('corpTagPush')
      .select(['customerId', 'userId', sql<number>`min(due_at)`.as('firstDueAt')])
      .where('status', '=', 'pending')
      .where('dueAt', '<=', asOf)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('corpTagPush as held')
              .select('held.pushId')
              .whereRef('held.customerId', '=', 'corpTagPush.customerId')
              .whereRef('held.userId', '=', 'corpTagPush.userId')
              .where('held.claimedUntil', '>', asOf),
          ),
        ),
      )
      .groupBy(['customerId', 'userId'])
      .orderBy('firstDueAt')
      .limit(pairsAtOnce)
      .execute()
  }

  function claim(customerId: string, userId: string, asOf: number): Promise<Push | undefined> {
    return locked(customerId, async (trx) => {
      const pair = trx
        .selectFrom('corpTagPush')
        .selectAll()
        .where('customerId', '=', customerId)
        .where('userId', '=', userId)
      const held = await pair.where('claimedUntil', '>', asOf).executeTakeFirst()
      if (held) return undefined
      const next = await pair
        .where('status', '=', 'pending')
        .where('dueAt', '<=', asOf)
        .orderBy('changedAt')
        .orderBy('pushId')
        .limit(1)
        .executeTakeFirst()
      if (!next) return undefined
      return trx
        .updateTable('corpTagPush')
        .set({ claimedBy: owner, claimedUntil: asOf + claimMs, attempts: next.attempts + 1 })
        .where('pushId', '=', next.pushId)
        .returningAll()
        .executeTakeFirst()
    })
  }

  return {
    /** One that is due, of a pair that nobody works on; the pair is this process's until it is settled. */
    async claimNext(): Promise<Push | undefined> {
      const asOf = now()
      for (const { customerId, userId } of await duePairs(asOf)) {
        const push = await claim(customerId, userId, asOf)
        if (push) return push
      }
      return undefined
    },

    /** Ends one push: what WeCom has now is stored here too. After another tap meanwhile it is due anew. */
    settle(push: Push, { tag, status, errcode, dueAt }: Settlement): Promise<void> {
      const { pushId, customerId, userId, version, wanted } = push
      return locked(customerId, async (trx) => {
        const released = await trx
          .updateTable('corpTagPush')
          .set({ claimedBy: null, claimedUntil: null })
          .where('pushId', '=', pushId)
          .where('claimedBy', '=', owner)
          .executeTakeFirst()
        if (released.numUpdatedRows !== 1n) return
        // Even one that was overtaken has put its mark there.
        if (tag && wanted === 'add')
          await trx
            .updateTable('corpTagPush')
            .set({ markedTagId: tag.corpTagId, groupName: tag.groupName })
            .where('pushId', '=', pushId)
            .execute()
        const settledAt = status === 'pending' ? null : now()
        const { numUpdatedRows } = await trx
          .updateTable('corpTagPush')
          .set({ status, errcode, settledAt, ...(dueAt === undefined ? {} : { dueAt }) })
          .where('pushId', '=', pushId)
          .where('version', '=', version)
          .where('status', '=', 'pending')
          .executeTakeFirst()
        if (numUpdatedRows !== 1n || status === 'pending') return
        const shown = tag ?? push
        // A removal that WeCom refused leaves the tag where it was.
        const isTold = wanted === 'add' ? status === 'done' || push.corpTagId !== null : status === 'failed'
        const isThere = isTold && (await isFollower(trx, customerId, userId))
        await setOnCustomer(
          trx,
          context,
          { customerId, userId },
          { name: shown.name, groupName: shown.groupName, wanted: isThere ? 'add' : 'remove' },
        )
      })
    },

    async sweep(): Promise<void> {
      await db
        .deleteFrom('corpTagPush')
        .where('status', '=', 'done')
        .where('wanted', '=', 'remove')
        .where('settledAt', '<', now() - keptMs)
        .execute()
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>
