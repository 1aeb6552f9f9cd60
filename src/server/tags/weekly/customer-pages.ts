import { dayMs } from '../../../domain/calendar.ts'
import type { Database } from '../../db/connect.ts'

const pageSize = 100
/** An interest lives 30 days and is grey for 7 (TAG-01, TAG-02). */
const activeDays = 37

/** Customers who were active lately or have tags of the store's own, page by page; no transaction stays open between pages. */
export async function* customerPages(db: Database, asOf: number): AsyncGenerator<string[]> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('customer')
      .select('customerId')
      .where('customerId', '>', after)
      .where((eb) =>
        eb.or([
          eb('lastActivityAt', '>=', asOf - activeDays * dayMs),
          eb.exists(
            eb
              .selectFrom('customerTag')
              .select('tagId')
              .whereRef('customerTag.customerId', '=', 'customer.customerId')
              .where('userId', 'is', null),
          ),
        ]),
      )
      .orderBy('customerId')
      .limit(pageSize)
      .execute()
    const last = rows[rows.length - 1]
    if (!last) return
    yield rows.map(({ customerId }) => customerId)
    after = last.customerId
  }
}
