import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'

export interface RefreshRecord {
  /** Whether `restMs` have passed since the last forced refresh of `kind`, by whichever process; then the time counts anew. */
  mayForce: (trx: Database, kind: string, restMs: number) => Promise<boolean>
  /** Remembers that WeCom refused these credentials, until `until`. `asked` tells other credentials apart without naming them. */
  remember: (kind: string, refusal: { errcode: number; asked: string; until: number }) => Promise<void>
  remembered: (kind: string, asked: string) => Promise<number | null>
}

/** What all processes together know of the refreshing of tokens and tickets. */
export function createRefreshRecord({ db, now }: Pick<ServerContext, 'db' | 'now'>): RefreshRecord {
  async function ensureRow(db: Database, kind: string): Promise<void> {
    await db
      .insertInto('wecomRefresh')
      .values({
        kind,
        forcedAt: 0,
        refusedCode: null,
        refusedFor: null,
        refusedUntil: 0,
      })
      .onConflict((conflict) => conflict.column('kind').doNothing())
      .execute()
  }

  return {
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
      await ensureRow(db, kind)
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
