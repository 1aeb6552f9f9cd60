import type { EventRow } from '../../../contract/ingest.ts'
import type { NotableKey } from '../../../simulator/people/notable.ts'

export interface ToldEvent {
  type: EventRow['type']
  daysAgo: number
  hour: number
  minute: number
  sku?: string
  seconds?: number
  quantity?: number
  /** Instead of a day and an hour: so many minutes before now. */
  minutesAgo?: number
}

const seen = (sku: string, daysAgo: number, hour: number, seconds?: number): ToldEvent[] => [
  { type: 'view', daysAgo, hour, minute: 12, sku },
  ...(seconds === undefined ? [] : [{ type: 'dwell' as const, daysAgo, hour, minute: 14, sku, seconds }]),
]
const justNow = (type: EventRow['type'], minutesAgo: number, sku?: string): ToldEvent => ({
  type,
  daysAgo: 0,
  hour: 0,
  minute: 0,
  minutesAgo,
  ...(sku === undefined ? {} : { sku }),
})
const put = (sku: string, daysAgo: number, quantity = 1): ToldEvent => ({
  type: 'cart_add',
  daysAgo,
  hour: 21,
  minute: 5,
  sku,
  quantity,
})

/** What the notable people did in the shop lately, beside buying. */
export const notableEvents: Partial<Record<NotableKey, readonly ToldEvent[]>> = {
  hesitant: [
    ...seen('ZY-SE-01', 6, 20),
    ...seen('ZY-SE-01', 4, 12, 48),
    ...seen('ZY-SE-01', 2, 21),
    ...seen('ZY-SE-01', 1, 19, 72),
    { type: 'interact', daysAgo: 12, hour: 20, minute: 40 },
  ],
  vip: [
    ...seen('ZY-SE-02', 3, 20),
    ...seen('ZY-CO-04', 2, 13),
    { type: 'share', daysAgo: 140, hour: 20, minute: 0 },
  ],
  birthday: [...seen('ZY-CO-04', 8, 19), ...seen('ZY-MA-02', 5, 12)],
  fullCart: [
    ...seen('ZY-SU-01', 2, 20),
    ...seen('ZY-MA-03', 1, 20),
    put('ZY-SU-01', 1),
    put('ZY-MA-03', 1),
    put('ZY-CL-01', 1),
  ],
  optedOut: [...seen('ZY-SE-01', 4, 20), ...seen('ZY-MA-02', 4, 21)],
  smallBuyer: [...seen('ZY-CL-01', 10, 22), ...seen('ZY-SU-04', 5, 22)],
  couponHolder: [...seen('ZY-SE-01', 1, 18), ...seen('ZY-MA-02', 2, 18)],
  checkout: [
    ...seen('ZY-SE-03', 1, 20),
    justNow('cart_add', 34, 'ZY-SE-03'),
    justNow('checkout_start', 25, 'ZY-SE-03'),
  ],
  asking: [...seen('ZY-SE-01', 1, 20), justNow('price_enquiry', 8, 'ZY-SE-01')],
  complaint: [{ type: 'complaint', daysAgo: 1, hour: 16, minute: 20, sku: 'ZY-DE-03' }],
  dayThree: [...seen('ZY-SE-01', 4, 20, 66)],
  longLook: [...seen('ZY-DE-01', 1, 20, 214), ...seen('ZY-DE-02', 2, 21, 95)],
  advocate: [
    { type: 'share', daysAgo: 9, hour: 20, minute: 15, sku: 'ZY-CO-03' },
    { type: 'share', daysAgo: 40, hour: 12, minute: 30, sku: 'ZY-SU-01' },
    { type: 'checkin', daysAgo: 2, hour: 8, minute: 10 },
    ...seen('ZY-CO-01', 6, 21),
  ],
  shared: [...seen('ZY-SE-03', 3, 12), ...seen('ZY-SU-01', 11, 12)],
  foreign: [...seen('ZY-SU-02', 2, 12)],
}
