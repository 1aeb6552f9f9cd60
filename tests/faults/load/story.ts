import type { Draw } from './random.ts'
import type { Answer, Request } from './request.ts'

export const steps = [
  'issue',
  'void',
  'send',
  'open',
  'take',
  'redeem',
  'reverse',
  'orders',
  'events',
] as const
export type Step = (typeof steps)[number]

/** One request of the load and the last word on it. */
export interface Asked {
  step: Step
  request: Request
  /** The first one with a 2xx; null while there is none. */
  answer: Answer | null
  /** Whether that came at the first try. */
  isAcknowledged: boolean
}

/** One customer's way from the offer to the refund; ends at the first request that gets no answer. */
export interface Story {
  person: string
  couponId: string | null
  orderId: string
  asked: Asked[]
}

export interface Caller {
  member: Record<string, string>
  shop: Record<string, string>
  origin: string
}

/** Sends it; null ends the story. */
export type Ask = (story: Story, step: Step, request: Request) => Promise<Answer | null>

const amountFen = 60_000
const itemFen = 32_000

export function ordersOf(person: string, orderIds: readonly string[], at: number) {
  return orderIds.map((orderId, place) => ({
    orderId,
    externalUserId: person,
    status: 'paid',
    createdAt: at + place,
    paidAt: at + place,
    items: [{ sku: 'S', name: '保湿面霜', quantity: 1, unitPriceFen: itemFen }],
    paidFen: itemFen,
  }))
}

/** What the shop tells of the customer, then the coupon's whole life; `draw` chooses the turns. */
export async function tell(story: Story, caller: Caller, ask: Ask, draw: Draw, asOf: number): Promise<void> {
  const { person, orderId } = story
  const { member, shop, origin } = caller
  const rows = ordersOf(person, [`${orderId}-a`, `${orderId}-b`], asOf - 60_000)
  if (draw() < 0.5 && !(await ask(story, 'orders', { route: 'ingestOrders', body: rows, headers: shop })))
    return
  const events = ['view', 'cart_add'].map((type) => ({
    eventId: `${orderId}-${type}`,
    externalUserId: person,
    type,
    occurredAt: asOf - 30_000,
    sku: 'S',
  }))
  if (draw() < 0.5 && !(await ask(story, 'events', { route: 'ingestEvents', body: events, headers: shop })))
    return

  const issued = await ask(story, 'issue', {
    route: 'issueCoupon',
    params: { externalUserId: person },
    body: { offerId: 'starter-ladder', override: { kind: 'asked' } },
    headers: { ...member, 'idempotency-key': `issue-${person}` },
  })
  if (!issued) return
  const couponId: string = issued.body.coupon.couponId
  story.couponId = couponId
  const token = String(issued.body.card.link).split('/').at(-1) ?? ''
  const params = { couponId }
  if (draw() < 0.15) {
    await ask(story, 'void', { route: 'voidCoupon', params, body: { reason: 'cancelled' }, headers: member })
    return
  }
  const body = { chatExternalUserId: person }
  if (!(await ask(story, 'send', { route: 'markCouponSent', params, body, headers: member }))) return
  const opened = await ask(story, 'open', { route: 'openClaim', params: { token }, headers: { origin } })
  if (!opened) return
  const cookie = opened.cookies.join('; ')
  const taken = await ask(story, 'take', {
    route: 'takeClaim',
    params: { token },
    headers: { origin, cookie },
  })
  if (!taken || draw() < 0.1) return
  const order = { code: taken.body.code, orderId, orderAmountFen: amountFen, externalUserId: person }
  if (!(await ask(story, 'redeem', { route: 'redeemCoupon', body: order, headers: shop })) || draw() < 0.6)
    return
  const refund = { orderId, reason: 'returned' }
  await ask(story, 'reverse', { route: 'reverseCoupon', body: refund, headers: shop })
}
