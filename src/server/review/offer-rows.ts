import type { OfferReview } from '../../contract/review.ts'
import { returnText, shareText, stateNames } from '../../domain/metrics/card-text.ts'
import { activityReturn } from '../../domain/metrics/cost/return-on-cost.ts'
import { rewardCost } from '../../domain/metrics/cost/reward-cost.ts'
import { targetingCost } from '../../domain/metrics/cost/targeting-cost.ts'
import { percentOfFen } from '../../domain/money.ts'
import { offerHeadline } from '../../domain/offers/describe.ts'
import type { OfferTerms } from '../../domain/offers/offer.ts'
import { ruleValue, type RuleOverrides } from '../../domain/rules/value.ts'
import { blanketAudienceWarning } from '../../domain/strategy/blanket-audience.ts'
import type { Credited, OfferSums } from '../metrics/offer-sums.ts'

interface Known {
  terms: OfferTerms | undefined
  credited: Credited | undefined
  marginPercent: number
  rules: RuleOverrides
}

type Money = Pick<OfferReview, 'grossMarginFen' | 'marginShare' | 'roi' | 'targeting'>

function moneyOf({ orderFen, costFen, orders }: OfferSums, isTargeted: boolean, known: Known): Money {
  const { marginPercent, rules } = known
  const grossMarginFen = percentOfFen(orderFen, marginPercent)
  const reward = rewardCost({ rewardCostFen: costFen, grossMarginFen, orders }, rules)
  const { roi, targetRoi, isReached } = activityReturn({ grossMarginFen, costFen }, rules)
  const targeting = targetingCost({ grossMarginFen, costFen }, rules)
  const { targetRoi: least, maxMarginPercent: most } = targeting
  return {
    grossMarginFen,
    marginShare: {
      value: reward.marginShare,
      text: grossMarginFen > 0 ? shareText({ part: costFen, whole: grossMarginFen }) : stateNames.unknown,
      limitPercent: reward.limitPercent,
      isAlert: reward.isAlert,
    },
    roi: { value: roi, text: returnText(roi), target: targetRoi, isReached },
    targeting: isTargeted
      ? {
          isRoiReached: targeting.isRoiReached,
          isWithinMargin: targeting.isWithinMargin,
          text: `定向投放：ROI线1:${least}，成本线${most}%毛利`,
        }
      : null,
  }
}

/** One offer of the review: its steps, what it cost and earned, and what is credited to it. */
export function offerRow(sums: OfferSums, known: Known): OfferReview {
  const { terms, credited, rules } = known
  const { offerId, issued, sent, opened, claimed, redeemed, refunded, costFen, reservedFen } = sums
  const warning = terms ? blanketAudienceWarning(terms.audience) : null
  return {
    offerId,
    name: terms?.name ?? offerId,
    headline: terms ? offerHeadline(terms) : '',
    campaignId: terms?.campaignId ?? null,
    blanketWarning: warning?.text ?? null,
    issued,
    sent,
    opened,
    claimed,
    redeemed,
    refunded,
    redemption: {
      value: sent === 0 ? null : redeemed / sent,
      text: shareText({ part: redeemed, whole: sent }),
    },
    unitCostFen: Math.round(sums.unitCostFen),
    capPercent: ruleValue({ rules }, 'OFF-01', 'percent'),
    marginCapPercent: ruleValue({ rules }, 'OFF-05', 'percent'),
    costFen,
    reservedFen,
    ...moneyOf(sums, terms !== undefined && warning === null, known),
    attributed: credited ?? { orders: 0, creditedFen: 0 },
    increment: { isMeasurable: false, text: '还不能测：对照组按全店留出，增量只看全部优惠合计' },
  }
}
