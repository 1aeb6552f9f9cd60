import { randomUUID } from 'node:crypto'
import type { ServerContext } from '../../context.ts'

/** Longer than one batch lasts; a process that was killed keeps the others out no longer than this. */
export const leaseMs = 300_000

export interface DailyLease {
  /** Whether this process may go on with the job of the day: nobody else is at it, and it is not done. */
  hold: (day: number) => Promise<boolean>
  /** The job of the day is done. */
  finish: (day: number) => Promise<void>
}

/** A job that one of all processes does once a local day, by compare-and-set in the database. */
export function createDailyLease({ db, now }: Pick<ServerContext, 'db' | 'now'>, job: string): DailyLease {
  const owner = randomUUID()
  return {
    async hold(day) {
      const at = now()
      await db
        .insertInto('dailyJob')
        .values({ job, owner: null, leaseUntil: 0, doneDay: null })
        .onConflict((conflict) => conflict.column('job').doNothing())
        .execute()
      const { numUpdatedRows } = await db
        .updateTable('dailyJob')
        .set({ owner, leaseUntil: at + leaseMs })
        .where('job', '=', job)
        .where((eb) => eb.or([eb('doneDay', 'is', null), eb('doneDay', '<', day)]))
        .where((eb) => eb.or([eb('leaseUntil', '<=', at), eb('owner', '=', owner)]))
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async finish(day) {
      await db
        .updateTable('dailyJob')
        .set({ owner: null, leaseUntil: 0, doneDay: day })
        .where('job', '=', job)
        .where('owner', '=', owner)
        .execute()
    },
  }
}
