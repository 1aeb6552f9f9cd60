import { yuan } from '../../money.ts'
import type { OfferTerms, Reward } from '../offer.ts'

const upTo = (fen: number | undefined): string => (fen === undefined ? '' : `，最多${yuan(fen)}元`)

function lineOf(reward: Reward, minSpendFen: number): string {
  const from = minSpendFen > 0 ? `满${yuan(minSpendFen)}元` : ''
  switch (reward.kind) {
    case 'amount':
      return `${from}减${yuan(reward.amountFen)}元`
    case 'percent':
      return `${from}打${Math.round(reward.payPercent) / 10}折，最多减${yuan(reward.maxDiscountFen)}元`
    case 'ladder':
      return reward.steps.map((step) => `满${yuan(step.minSpendFen)}元减${yuan(step.amountFen)}元`).join('，')
    case 'nthAtHalf':
      return `每${reward.nth}件里价格最低的一件半价，最多减${yuan(reward.maxDiscountFen)}元`
    case 'bundle':
      return `任选${reward.pick}件打${Math.round(reward.payPercent) / 10}折，最多减${yuan(reward.maxDiscountFen)}元`
    case 'freeShipping':
      return `${from}这一单运费由我们承担${upTo(reward.maxDiscountFen)}`
    case 'priceProtection':
      return `付款后${reward.days}天内降价，差额原路退回`
    case 'warranty':
      return `保修延长${reward.months}个月`
    case 'sample':
      return `随单免费领取${reward.item}`
    case 'trial':
      return `${yuan(reward.priceFen)}元试用${reward.item}`
    case 'pointsMultiplier':
      return `${reward.days}天内购物得${reward.multiplier}倍积分`
    case 'preorder':
      return `可以优先预订${reward.item}`
    case 'gift':
      return `${from}送${reward.item}`
    case 'service':
      return `为您提供${reward.item}`
    case 'referral':
      return `${reward.friends}位好友首单完成后，送您${reward.item}`
    case 'groupBuy':
      return `${reward.people}人成团，您这一单减${yuan(reward.amountFen)}元`
  }
}

/** What the coupon gives, said to the customer, one plain line for each reward. */
export function customerLines(terms: OfferTerms, rewards: readonly Reward[] = terms.rewards): string[] {
  return rewards.map((reward) => lineOf(reward, terms.minSpendFen))
}
