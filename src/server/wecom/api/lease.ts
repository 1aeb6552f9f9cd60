import { randomUUID } from 'node:crypto'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'

/** Longer than one exchange with WeCom lasts; whoever was killed while holding it blocks the others no longer than this. */
export const leaseMs = 15_000

export interface RefreshLease {
  /** Whether this process may refresh `kind` now. Only one of all processes may. */
  take: (kind: string) => Promise<boolean>
  release: (kind: string) => Promise<void>
  /** Whether `restMs` have passed since the last forced refresh of `kind`, by whichever process; then the time counts anew. */
  mayForce: (trx: Database, kind: string, restMs: number) => Promise<boolean>
  /** Remembers that WeCom refused these credentials, until `until`. `asked` tells other credentials apart without naming them. */
  remember: (kind: string, refusal: { errcode: number; asked: string; until: number }) => Promise<void>
  remembered: (kind: string, asked: string) => Promise<number | null>
}

/** Who refreshes a token or ticket, by compare-and-set in the database. */
export function createRefreshLease({ db, now }: Pick<ServerContext, 'db' | 'now'>): RefreshLease {
  const owner = randomUUID()

  async function ensureRow(db: Database, kind: string): Promise<void> {
    await db
      .insertInto('wecomRefresh')
      .values({
        kind,
        owner: null,
        leaseUntil: 0,
        forcedAt: 0,
        refusedCode: null,
        refusedFor: null,
        refusedUntil: 0,
      })
      .onConflict((conflict) => conflict.column('kind').doNothing())
      .execute()
  }

  return {
    async take(kind) {
      await ensureRow(db, kind)
      const at = now()
      const { numUpdatedRows } = await db
        .updateTable('wecomRefresh')
        .set({ owner, leaseUntil: at + leaseMs })
        .where('kind', '=', kind)
        .where('leaseUntil', '<=', at)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async release(kind) {
      await db
        .updateTable('wecomRefresh')
        .set({ owner: null, leaseUntil: 0 })
        .where('kind', '=', kind)
        .where('owner', '=', owner)
        .execute()
    },
    async mayForce(trx, kind, restMs) {
      await ensureRow(trx, kind)
      const at = now()
      const { numUpdatedRows } = await trx
        .updateTable('wecomRefresh')
        .set({ forcedAt: at })
        .where('kind', '=', kind)
        .where('forcedAt', '<=', at - restMs)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async remember(kind, { errcode, asked, until }) {
      await db
        .updateTable('wecomRefresh')
        .set({ refusedCode: errcode, refusedFor: asked, refusedUntil: until })
        .where('kind', '=', kind)
        .execute()
    },
    async remembered(kind, asked) {
      const row = await db
        .selectFrom('wecomRefresh')
        .select('refusedCode')
        .where('kind', '=', kind)
        .where('refusedFor', '=', asked)
        .where('refusedUntil', '>', now())
        .executeTakeFirst()
      return row?.refusedCode ?? null
    },
  }
}
