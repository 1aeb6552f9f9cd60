import type { Review } from '../../contract/review.ts'
import { shareText } from '../../domain/metrics/card-text.ts'
import { couponFunnel, weakestStep } from '../../domain/review/coupon-funnel.ts'
import { type ReviewRow, weeklyReview } from '../../domain/review/weekly-review.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { Database } from '../db/connect.ts'
import { couponPeople, funnelCounts } from '../metrics/coupon-people.ts'
import type { Span } from '../metrics/people.ts'

const formula =
  '按人数：应触达=当期看过面板且有可发优惠的客户（不含对照组和已退订），其后依次为收到、打开、领取、核销、退款的人；作废的券不计'

/** The coupon funnel with its weakest passage, and what REV-01 says of all offers together and of each. */
export async function reviewFunnel(
  db: Database,
  span: Span,
  rules: RuleOverrides,
  nameOf: (offerId: string) => string,
): Promise<Review['funnel']> {
  const counts = await funnelCounts(db, span)
  const weakest = weakestStep(counts)
  const { reportsCheckout, offers } = await couponPeople(db, span)
  const rows: ReviewRow[] = offers.map(({ offerId, sent, opened, checkout, redeemed }) => ({
    name: offerId === '' ? '全部优惠' : nameOf(offerId),
    sentPeople: sent,
    clickedPeople: opened,
    checkoutPeople: reportsCheckout ? checkout : null,
    paidPeople: redeemed,
  }))
  return {
    formula,
    steps: couponFunnel(counts),
    weakest: weakest && { ...weakest, text: `最弱：${weakest.from}>${weakest.to} ${shareText(weakest)}` },
    suggestions: weeklyReview(rows, rules),
  }
}
