import type { CreditableTouch } from '../../domain/attribution/attribute.ts'
import { subjectsOf } from '../audit/latest.ts'
import type { Database } from '../db/connect.ts'
import { prepared, preparedList } from '../db/prepared.ts'

/** What is read of an order. */
export interface OrderRow {
  orderId: string
  customerId: string
  status: string
  orderedAt: number
  netFen: number
}

/** A coupon that is redeemed with an order now. */
export interface RedeemedRow {
  orderId: string
  couponId: string
  customerId: string
  issuedBy: string
  redeemedAt: number
  /** What the customer paid for the order, by the redemption's own word. */
  paidFen: number
}

const orderColumns = ['orderId', 'customerId', 'status', 'orderedAt', 'netFen'] as const

export const ordersById: (db: Database, orderIds: readonly string[]) => Promise<OrderRow[]> = preparedList(
  (db, orderIds) => db.selectFrom('purchaseOrder').select(orderColumns).where('orderId', 'in', orderIds),
)

/** Paid orders of a period, `from` inclusive, `to` exclusive, in the order of their ids after `afterId`. */
export function ordersBetween(
  db: Database,
  { from, to }: { from: number; to: number },
  afterId: string,
  limit: number,
): Promise<OrderRow[]> {
  return db
    .selectFrom('purchaseOrder')
    .select(orderColumns)
    .where('status', '=', 'paid')
    .where('orderedAt', '>=', from)
    .where('orderedAt', '<', to)
    .where('orderId', '>', afterId)
    .orderBy('orderId')
    .limit(limit)
    .execute()
}

const redeemedColumns = [
  'orderId',
  'couponId',
  'customerId',
  'issuedBy',
  'redeemedAt',
  'orderAmountFen',
  'discountFen',
] as const

/** Of whatever state: SQLite would go through all redeemed coupons of the store sooner than through those of an order. */
const couponsOfOrders = preparedList((db, orderIds) =>
  db
    .selectFrom('coupon')
    .select([...redeemedColumns, 'state'])
    .where('orderId', 'in', orderIds),
)

export async function redeemedWith(db: Database, orderIds: readonly string[]): Promise<RedeemedRow[]> {
  const rows = await couponsOfOrders(db, orderIds)
  return rows.flatMap(({ state, orderId, redeemedAt, orderAmountFen, discountFen, ...row }) =>
    state !== 'redeemed' || orderId === null || redeemedAt === null
      ? []
      : [{ ...row, orderId, redeemedAt, paidFen: Math.max(0, (orderAmountFen ?? 0) - (discountFen ?? 0)) }],
  )
}

/** Orders whose coupon was given back: the shop has undone them, whether or not the order itself says so yet. */
export function reversedAmong(db: Database, orderIds: readonly string[]): Promise<Set<string>> {
  return orderIds.length === 0
    ? Promise.resolve(new Set())
    : subjectsOf(db, 'coupon.reversed', 'order', orderIds)
}

const touchColumns = ['touchId', 'customerId', 'userId', 'startedAt', 'couponId'] as const

/** The usual question: of one order. */
const touchesOfOne = prepared((db, one: OneCustomer) =>
  db
    .selectFrom('touch')
    .select(touchColumns)
    .where('customerId', '=', one.customerId)
    .where((eb) =>
      eb.or([
        eb.and([eb('startedAt', '>=', one.fromMs), eb('startedAt', '<=', one.untilMs)]),
        eb('couponId', '=', one.couponId),
      ]),
    ),
)

interface OneCustomer {
  customerId: string
  fromMs: number
  untilMs: number
  couponId: string | null
}

/** The touches of these customers within [`fromMs`, `untilMs`], and those that brought these coupons, however old. */
export async function touchesFor(
  db: Database,
  customerIds: readonly string[],
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  couponIds: readonly string[],
): Promise<CreditableTouch[]> {
  const [customerId, ...others] = customerIds
  const [couponId = null, ...moreCoupons] = couponIds
  if (customerId !== undefined && others.length === 0 && moreCoupons.length === 0)
    return touchesOfOne(db, { customerId, fromMs, untilMs, couponId })
  const read = db.selectFrom('touch').select(touchColumns).where('customerId', 'in', customerIds)
  const inWindow = await read.where('startedAt', '>=', fromMs).where('startedAt', '<=', untilMs).execute()
  if (couponIds.length === 0) return inWindow
  const bringing = await read.where('couponId', 'in', couponIds).execute()
  return [...new Map([...inWindow, ...bringing].map((touch) => [touch.touchId, touch])).values()]
}

/** Every order that these customers placed, redeemed a coupon with or are credited for. */
export async function orderIdsOf(db: Database, customerIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('purchaseOrder')
    .select('orderId')
    .where('customerId', 'in', customerIds)
    .union(db.selectFrom('orderCredit').select('orderId').where('customerId', 'in', customerIds))
    .union(
      db
        .selectFrom('coupon')
        .select((eb) => eb.ref('orderId').$notNull().as('orderId'))
        .where('customerId', 'in', customerIds)
        .where('orderId', 'is not', null),
    )
    .execute()
  return rows.map(({ orderId }) => orderId)
}
