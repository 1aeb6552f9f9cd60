import { dayMs } from '../../../domain/calendar.ts'
import type { TagLives } from '../../../domain/tags/tag-life.ts'
import type { Database } from '../../db/connect.ts'

const pageSize = 100

/** Customers who were active so lately that an interest may be left (TAG-02, then grey) or who have tags of the store's own, page by page; no transaction stays open between pages. */
export async function* customerPages(db: Database, asOf: number, lives: TagLives): AsyncGenerator<string[]> {
  const activeDays = (lives.interest ?? 0) + lives.grey
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
