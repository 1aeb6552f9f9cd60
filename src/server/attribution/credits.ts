import type { Selectable } from 'kysely'
import type { Database } from '../db/connect.ts'
import { padded } from '../db/padded.ts'
import { rowsStatement } from '../db/rows-statement.ts'
import type { Schema } from '../db/schema.ts'

type CreditRow = Selectable<Schema['orderCredit']>

const creditColumns = [
  'orderId',
  'customerId',
  'method',
  'touchId',
  'couponId',
  'userId',
  'creditedFen',
  'orderedAt',
  'windowDays',
  'computedAt',
] as const satisfies readonly (keyof CreditRow)[]
const [, ...changing] = creditColumns

const storeCredits = rowsStatement(creditColumns, (trx, credits: CreditRow[]) =>
  trx
    .insertInto('orderCredit')
    .values(credits)
    .onConflict((conflict) =>
      conflict
        .column('orderId')
        .doUpdateSet((eb) =>
          Object.fromEntries(changing.map((column) => [column, eb.ref(`excluded.${column}`)])),
        ),
    )
    .compile(),
)

/** These orders have exactly these credits afterwards. An order has one at most. */
export async function replaceCredits(
  trx: Database,
  orderIds: readonly string[],
  credits: readonly CreditRow[],
): Promise<void> {
  const credited = new Set(credits.map(({ orderId }) => orderId))
  const without = orderIds.filter((orderId) => !credited.has(orderId))
  if (without.length > 0)
    await trx.deleteFrom('orderCredit').where('orderId', 'in', padded(without)).execute()
  await storeCredits(trx, credits)
}
