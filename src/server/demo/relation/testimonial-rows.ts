import type { Insertable } from 'kysely'
import type { Schema } from '../../db/schema.ts'

const quotes: readonly [category: string, quote: string, hasConsent: boolean][] = [
  ['精华', '早晚各用两滴，质地清爽，出门不闷。', true],
  ['面膜', '敷完不用再洗，第二天上妆顺手。', true],
  ['洁面', '洗完不紧绷，早上也能用。', false],
]

interface Bought {
  orderId: string
  customerId: string
  itemsJson: string
  paidAt?: number | null
  paidFen: number
  refundedFen: number
}

/** A testimonial for each quote, of the earliest paid order with something of its category; the last one is without consent. */
export function testimonialRows(
  orders: readonly Bought[],
  names: ReadonlyMap<string, string>,
  at: number,
): Insertable<Schema['testimonial']>[] {
  const paid = orders
    .filter(({ paidAt, paidFen, refundedFen }) => typeof paidAt === 'number' && refundedFen < paidFen)
    .sort((one, other) => (one.paidAt ?? 0) - (other.paidAt ?? 0) || (one.orderId < other.orderId ? -1 : 1))
  return quotes.flatMap(([category, quote, hasConsent], index) => {
    const order = paid.find(({ itemsJson }) => itemsJson.includes(`"${category}"`))
    if (!order) return []
    return [
      {
        testimonialId: `tst_demo_${index + 1}`,
        orderId: order.orderId,
        name: names.get(order.customerId) ?? '',
        quote,
        category,
        consentId: hasConsent ? `consent-demo-${index + 1}` : null,
        withdrawnAt: null,
        createdAt: at,
      },
    ]
  })
}
