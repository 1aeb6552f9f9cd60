import { isIP } from 'node:net'
import type { Selectable } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Schema } from '../db/schema.ts'
import { cureOf } from './health-cures.ts'

export type FaultRow = Selectable<Schema['wecomFault']>

/** A working API is looked up again in the faults no oftener than this. */
const confirmRestMs = 60_000

export interface Health {
  /** Stores an error that an administrator has to mend; others are passed over. Never fails the call it belongs to. */
  refused: (apiPath: string, answer: { errcode: number; errmsg?: string | undefined }) => Promise<void>
  /** The API works: its faults are mended. */
  answered: (apiPath: string) => Promise<void>
  /** These codes cannot happen any more, on paths that start with `pathPrefix`: a check has just shown it. */
  mended: (errcodes: readonly number[], pathPrefix?: string) => Promise<void>
  noteClock: (answeredAt: number | null) => void
  /** How far WeCom's clock was ahead of ours at the last answer, milliseconds; null before one with a date. */
  clockAheadMs: () => number | null
  /** Newest first. */
  faults: (limit: number) => Promise<FaultRow[]>
}

/** The caller's address that some error texts carry; nothing else of the text is kept. */
function callerIpOf(errmsg = ''): string | null {
  const found = /from ip: ([\da-f.:]+)/i.exec(errmsg)?.[1]
  return found !== undefined && isIP(found) !== 0 ? found : null
}

/** What WeCom refuses for a reason that lies in its admin console or our configuration. */
export function createHealth({ db, now }: Pick<ServerContext, 'db' | 'now'>): Health {
  const confirmedAt = new Map<string, number>()
  let aheadMs: number | null = null

  async function quietly(write: () => Promise<unknown>): Promise<void> {
    await write().catch(() => undefined)
  }

  return {
    async refused(apiPath, { errcode, errmsg }) {
      if (cureOf(errcode) === null) return
      confirmedAt.delete(apiPath)
      const at = now()
      const callerIp = callerIpOf(errmsg)
      await quietly(() =>
        db
          .insertInto('wecomFault')
          .values({ apiPath, errcode, count: 1, firstAt: at, lastAt: at, mendedAt: null, callerIp })
          .onConflict((conflict) =>
            conflict.columns(['apiPath', 'errcode']).doUpdateSet((eb) => ({
              count: eb('wecomFault.count', '+', 1),
              lastAt: at,
              mendedAt: null,
              callerIp: eb.fn.coalesce('excluded.callerIp', 'wecomFault.callerIp'),
            })),
          )
          .execute(),
      )
    },
    async answered(apiPath) {
      const at = now()
      if (at - (confirmedAt.get(apiPath) ?? -Infinity) < confirmRestMs) return
      confirmedAt.set(apiPath, at)
      await quietly(() =>
        db
          .updateTable('wecomFault')
          .set({ mendedAt: at })
          .where('apiPath', '=', apiPath)
          .where('mendedAt', 'is', null)
          .execute(),
      )
    },
    async mended(errcodes, pathPrefix = '') {
      await quietly(() =>
        db
          .updateTable('wecomFault')
          .set({ mendedAt: now() })
          .where('errcode', 'in', [...errcodes])
          .where('apiPath', 'like', `${pathPrefix}%`)
          .where('mendedAt', 'is', null)
          .execute(),
      )
    },
    noteClock(answeredAt) {
      if (answeredAt !== null) aheadMs = answeredAt - now()
    },
    clockAheadMs: () => aheadMs,
    faults: (limit) =>
      db
        .selectFrom('wecomFault')
        .selectAll()
        .orderBy('lastAt', 'desc')
        .orderBy('apiPath')
        .limit(limit)
        .execute(),
  }
}
