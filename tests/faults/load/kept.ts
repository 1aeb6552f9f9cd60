import type { Database } from '../../../src/server/db/connect.ts'
import type { Asked, Step, Story } from './story.ts'

/** Where each step leads the coupon. */
const statesOf: Partial<Record<Step, string>> = {
  issue: 'issued',
  void: 'voided',
  send: 'sent',
  open: 'opened',
  take: 'claimed',
  redeem: 'redeemed',
  reverse: 'refunded',
}

interface Stored {
  couponsOf: Map<string, { couponId: string; discountFen: number | null; orderId: string | null }[]>
  stepsOf: Map<string, string[]>
  touchesOf: Map<string, number>
  orders: Map<string, number>
  events: Set<string>
}

async function readStored(db: Database): Promise<Stored> {
  const coupons = await db
    .selectFrom('identity')
    .innerJoin('coupon', 'coupon.customerId', 'identity.customerId')
    .where('identity.kind', '=', 'externalUserId')
    .select(['identity.value as person', 'couponId', 'discountFen', 'orderId'])
    .execute()
  const steps = await db.selectFrom('couponEvent').select(['couponId', 'toState']).execute()
  const touches = await db
    .selectFrom('touchBubble')
    .where('couponId', 'is not', null)
    .select(['couponId'])
    .execute()
  const orders = await db.selectFrom('purchaseOrder').select(['orderId', 'paidFen']).execute()
  const events = await db.selectFrom('shopEvent').select('eventId').execute()
  const stored: Stored = {
    couponsOf: new Map(),
    stepsOf: new Map(),
    touchesOf: new Map(),
    orders: new Map(orders.map(({ orderId, paidFen }) => [orderId, paidFen])),
    events: new Set(events.map(({ eventId }) => eventId)),
  }
  for (const { person, ...coupon } of coupons)
    stored.couponsOf.set(person, [...(stored.couponsOf.get(person) ?? []), coupon])
  for (const { couponId, toState } of steps)
    stored.stepsOf.set(couponId, [...(stored.stepsOf.get(couponId) ?? []), toState])
  for (const { couponId } of touches)
    stored.touchesOf.set(couponId ?? '', (stored.touchesOf.get(couponId ?? '') ?? 0) + 1)
  return stored
}

const times = (list: readonly string[], wanted: string) => list.filter((each) => each === wanted).length

function missingRows({ step, request }: Asked, { orders, events }: Stored): string[] {
  if (step === 'orders') {
    const rows = request.body as { orderId: string; paidFen: number }[]
    return rows.flatMap(({ orderId, paidFen }) =>
      orders.get(orderId) === paidFen ? [] : [`order ${orderId} is ${orders.get(orderId) ?? 'not there'}`],
    )
  }
  if (step !== 'events') return []
  const rows = request.body as { eventId: string }[]
  return rows.flatMap(({ eventId }) => (events.has(eventId) ? [] : [`event ${eventId} is not there`]))
}

function wrongIn(story: Story, stored: Stored): string[] {
  const { person, asked, couponId } = story
  const wrong = asked.flatMap((each) => missingRows(each, stored))
  if (!asked.some(({ step }) => step === 'issue')) return wrong
  const [coupon, ...more] = stored.couponsOf.get(person) ?? []
  if (!coupon) return [...wrong, `${person} has no coupon`]
  if (more.length > 0) wrong.push(`${person} has ${more.length + 1} coupons`)
  if (couponId !== null && coupon.couponId !== couponId) wrong.push(`${person} has another coupon`)
  const made = stored.stepsOf.get(coupon.couponId) ?? []
  for (const { step } of asked) {
    const state = statesOf[step]
    if (state !== undefined && times(made, state) !== 1)
      wrong.push(`${person}: ${step} happened ${times(made, state)} times`)
  }
  const isSent = asked.some(({ step }) => step === 'send')
  const touches = stored.touchesOf.get(coupon.couponId) ?? 0
  if (touches !== (isSent ? 1 : 0)) wrong.push(`${person}: ${touches} touches of one coupon`)
  const redeemed = asked.find(({ step }) => step === 'redeem')?.answer?.body
  const isReversed = asked.some(({ step }) => step === 'reverse')
  if (redeemed && !isReversed && redeemed.discountFen !== coupon.discountFen)
    wrong.push(`${person}: told a discount of ${redeemed.discountFen}, stored ${coupon.discountFen}`)
  return wrong
}

/**
 * What the store does not hold of the load although each of its requests is done by now: every effect is there, exactly
 * once, with the sums that were told.
 */
export async function lostOrDoubled(db: Database, stories: readonly Story[]): Promise<string[]> {
  const stored = await readStored(db)
  return stories.flatMap((story) => wrongIn(story, stored))
}
