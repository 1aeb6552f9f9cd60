import type { Review } from '../../contract/review.ts'
import { activityReport } from '../../domain/metrics/cost/activity-report.ts'
import type { OfferTerms } from '../../domain/offers/offer.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { Database } from '../db/connect.ts'
import { countOf, shareMetric } from '../metrics/metric-card.ts'
import { type OfferSums, peopleOfOffers } from '../metrics/offer-sums.ts'
import type { Span } from '../metrics/people.ts'

/** MET-06 for each campaign that issued coupons in the span. */
export async function campaignRows(
  db: Database,
  span: Span,
  {
    sums,
    terms,
    rules,
  }: { sums: readonly OfferSums[]; terms: ReadonlyMap<string, OfferTerms>; rules: RuleOverrides },
): Promise<Review['campaigns']> {
  const offersOf = new Map<string, OfferSums[]>()
  for (const offer of sums) {
    const campaignId = terms.get(offer.offerId)?.campaignId
    if (campaignId !== undefined) offersOf.set(campaignId, [...(offersOf.get(campaignId) ?? []), offer])
  }
  const rows: Review['campaigns'] = []
  for (const [campaignId, offers] of [...offersOf].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const people = await peopleOfOffers(
      db,
      span,
      offers.map(({ offerId }) => offerId),
    )
    const { part, whole } = countOf(people.claimed, people.sent)
    const report = activityReport(
      {
        invitedPeople: whole,
        participants: part,
        broughtPeople: null,
        conversions: people.redeemed,
        costFen: offers.reduce((sum, { costFen }) => sum + costFen, 0),
      },
      rules,
    )
    rows.push({
      ruleId: 'MET-06',
      campaignId,
      participation: shareMetric(report.participation, { formula: '参与率=领取人数/收到券的人数' }),
      viralFactor: report.viralFactor,
      targetViralFactor: report.targetViralFactor,
      costPerConversionFen: report.costPerConversionFen,
      note: '谁由谁带来没有记录，裂变系数暂无数据；单次转化成本=已核销券的实际成本/核销张数',
    })
  }
  return rows
}
