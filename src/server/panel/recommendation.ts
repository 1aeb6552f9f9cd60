import type { z } from 'zod'
import type { CadenceMeter } from '../../contract/cadence.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { Coupon } from '../../contract/coupons.ts'
import type { recommendationSchema } from '../../contract/panel.ts'
import { localDay, localTime } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { RefusalCode } from '../../domain/offers/refusal.ts'
import { offerCard } from '../offers/offer-card.ts'
import { noOfferText } from '../offers/routes.ts'
import type { Decided } from '../offers/service.ts'

const shownReasons = 3

/** Refusals that lie in the customer and hold every offer back alike. */
const customerCodes: readonly RefusalCode[] = [
  'optedOut',
  'holdOut',
  'complaintOpen',
  'quizFirst',
  'liveCoupon',
]

/** When the meter allows the next touch, as the advisor reads it. */
export function nextSlotText(cadence: CadenceMeter, { asOf, timeZone }: CustomerFacts): string {
  const { month, dayOfMonth, hour, minute } = localTime(cadence.nextSlotAt, timeZone)
  const daysAhead = localDay(cadence.nextSlotAt, timeZone) - localDay(asOf, timeZone)
  const day = ['今天', '明天'][daysAhead] ?? `${month}-${dayOfMonth}`
  return `下次建议 ${day} ${hour}:${String(minute).padStart(2, '0')}`
}

/** Why nothing is recommended: what lies in the customer, else the refusals that most offers share. */
function sharedReasons(decided: Decided): string[] {
  const [first] = decided.decision.refused
  const ofCustomer = first?.refusals.filter(({ code }) => customerCodes.includes(code)) ?? []
  if (ofCustomer.length > 0) return ofCustomer.map(({ text }) => text)
  const counts = new Map<string, number>()
  for (const { refusals } of decided.decision.refused) {
    for (const { text } of refusals) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .sort(([a, aCount], [b, bCount]) => bCount - aCount || (a < b ? -1 : 1))
    .slice(0, shownReasons)
    .map(([text]) => text)
}

/** The best eligible offer and two alternatives, or why there is none. */
export function recommendationBlock(
  facts: CustomerFacts,
  decided: Decided,
  coupons: readonly Coupon[],
  cadence: CadenceMeter | null,
): z.infer<typeof recommendationSchema> {
  const live = coupons.find(({ state }) => liveCouponStates.includes(state))
  const { recommended, alternatives } = decided.decision
  if (recommended) {
    const offers = [recommended, ...alternatives].map((ranked) => offerCard(ranked, facts, decided.context))
    return { offers, noOffer: null, liveCouponId: live?.couponId ?? null }
  }
  if (decided.declined) {
    const noOffer = { title: '不建议发券', reasons: decided.declined }
    return { offers: [], noOffer, liveCouponId: live?.couponId ?? null }
  }
  const known = noOfferText(facts, 1)
  const slot = cadence && cadence.nextSlotAt > facts.asOf ? [nextSlotText(cadence, facts)] : []
  const reasons = known === null ? [...sharedReasons(decided), ...slot] : [known]
  return { offers: [], noOffer: { title: '现在不用打扰', reasons }, liveCouponId: live?.couponId ?? null }
}
