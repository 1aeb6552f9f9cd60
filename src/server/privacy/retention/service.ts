import { setTimeout as pause } from 'node:timers/promises'
import { dayMs, localDay } from '../../../domain/calendar.ts'
import { retentionStart } from '../../../domain/privacy/retention.ts'
import { deleteOldReads } from '../../audit/forget.ts'
import type { ServerContext } from '../../context.ts'
import { createLeases } from '../../leases/leases.ts'
import { readSettings } from '../../settings/service.ts'
import { eraseCustomer } from '../erasure/erase.ts'
import { agingTables, deleteBatch, deleteUnusedFrames, unfollowedSince } from './old-rows.ts'

/** Longer than one batch lasts; a process that was killed keeps the others out no longer than this. */
export const leaseMs = 300_000
/** Between two batches, so that writers of one file get their turn. */
const restMs = 5

export interface RetentionNeeds {
  orders: {
    /** Sums up what was ordered before the instant, as long as `isDue`; answers the orders that went. */
    age: (before: number, isDue: () => Promise<boolean>) => Promise<number>
  }
}

/** Rows that went, by table, and how many customers were erased because nobody follows them. */
export interface Retained {
  deleted: Record<string, number>
  agedOrders: number
  erased: number
}

export interface RunOptions {
  isStopped?: () => boolean
  leaseMs?: number
}

export type Retention = ReturnType<typeof createRetention>

/**
 * Lets go of what is past the retention: once a local day, by one of all processes, in small batches. Whoever is killed
 * in between leaves the rest to the next look. Coupons, ledger and the trail of actions are kept.
 */
export function createRetention(context: ServerContext, { orders }: RetentionNeeds) {
  const { db, config } = context
  const leases = createLeases(context)

  async function emptied(run: () => Promise<number>, isDue: () => Promise<boolean>): Promise<number> {
    let gone = 0
    while (await isDue()) {
      const now = await run()
      gone += now
      if (now === 0) break
      await pause(restMs)
    }
    return gone
  }

  async function eraseUnfollowed(days: number, asOf: number, isDue: () => Promise<boolean>): Promise<number> {
    if (days === 0) return 0
    const before = asOf - days * dayMs
    let [erased, after] = [0, '']
    while (await isDue()) {
      const ids = await unfollowedSince(db, before, after)
      const last = ids[ids.length - 1]
      if (last === undefined) break
      for (const id of ids) if (await eraseCustomer(context, { id, actor: 'system' })) erased += 1
      after = last
    }
    return erased
  }

  async function letGo(asOf: number, isDue: () => Promise<boolean>): Promise<Retained> {
    const { retentionMonths, eraseAfterUnfollowDays } = await readSettings(context)
    const { at: before } = retentionStart(asOf, retentionMonths, config.timeZone)
    const deleted: Record<string, number> = {}
    for (const table of agingTables)
      deleted[table[0]] = await emptied(() => deleteBatch(db, table, before), isDue)
    deleted['decisionFrame'] = await deleteUnusedFrames(db, before)
    deleted['audit'] = await emptied(() => deleteOldReads(db, before), isDue)
    const agedOrders = await orders.age(before, isDue)
    const erased = await eraseUnfollowed(eraseAfterUnfollowDays, asOf, isDue)
    return { deleted, agedOrders, erased }
  }

  return {
    /** Does the job of the day; null when it is done, another process is at it, or it was stopped before the end. */
    async run(
      asOf: number,
      { isStopped = () => false, leaseMs: ms = leaseMs }: RunOptions = {},
    ): Promise<Retained | null> {
      const today = localDay(asOf, config.timeZone)
      const lease = await leases.take({ name: 'retention', ms, day: today })
      if (!lease) return null
      const isDue = async () => !isStopped() && (await lease.renew())
      try {
        const retained = await letGo(asOf, isDue)
        if (!(await isDue())) return null
        await lease.release({ doneDay: today })
        return retained
      } finally {
        await lease.release()
      }
    },
  }
}
