import type { TagNameChange } from '../../domain/tags/name-changes.ts'
import type { Database } from '../db/connect.ts'

/** Calls tags given by hand as the store calls them now; a customer who has both names keeps the new one. */
export async function renameGiven(trx: Database, { from, to }: TagNameChange): Promise<void> {
  if (to === null) return
  await trx
    .updateTable('customerTag')
    .set({ name: to })
    .where('source', '=', 'manual')
    .where('name', '=', from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('customerTag as other')
            .select('other.tagId')
            .whereRef('other.customerId', '=', 'customerTag.customerId')
            .where('other.source', '=', 'manual')
            .where('other.name', '=', to),
        ),
      ),
    )
    .execute()
  await trx.deleteFrom('customerTag').where('source', '=', 'manual').where('name', '=', from).execute()
}
