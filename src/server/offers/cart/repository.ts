import type { Insertable } from 'kysely'
import type { Database } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

export async function hasVersion(db: Database, offerVersionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('offerVersion')
    .select('version')
    .where('offerVersionId', '=', offerVersionId)
    .executeTakeFirst()
  return row !== undefined
}

/** Inserts the offer, or points the one that is there at its latest version. */
export async function keepOffer(trx: Database, offer: Insertable<Schema['offer']>): Promise<void> {
  const { currentVersionId, updatedAt } = offer
  await trx
    .insertInto('offer')
    .values(offer)
    .onConflict((conflict) => conflict.column('offerId').doUpdateSet({ currentVersionId, updatedAt }))
    .execute()
}

export async function insertVersion(
  trx: Database,
  version: Insertable<Schema['offerVersion']>,
): Promise<void> {
  await trx.insertInto('offerVersion').values(version).execute()
}

/** The highest version number of an offer; 0 when it has none. */
export async function latestVersion(db: Database, offerId: string): Promise<number> {
  const row = await db
    .selectFrom('offerVersion')
    .select('version')
    .where('offerId', '=', offerId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version ?? 0
}
