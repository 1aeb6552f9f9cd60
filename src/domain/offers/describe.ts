import { yuan, type Fen } from '../money.ts'
import type { OfferTerms, Reward, RewardKind } from './offer.ts'

const kindNames: Record<RewardKind, string> = {
  amount: '满减',
  percent: '折扣',
  ladder: '阶梯满减',
  nthAtHalf: '第N件半价',
  bundle: '组合优惠',
  freeShipping: '包邮',
  priceProtection: '价保',
  warranty: '延保',
  sample: '小样',
  trial: '试用装',
  pointsMultiplier: '多倍积分',
  preorder: '优先预订',
  gift: '赠品',
  service: '服务',
  referral: '推荐有礼',
  groupBuy: '拼团',
}

const priceKinds: readonly RewardKind[] = ['amount', 'percent', 'ladder', 'nthAtHalf', 'bundle', 'groupBuy']

/** The name of a kind of reward on the advisor's screen. */
export function rewardKindName(kind: RewardKind): string {
  return kindNames[kind]
}

/** Whether a reward lowers the price of the merchandise; shipping, samples, trial packs, points and services do not. */
export function isPriceReward(kind: RewardKind): boolean {
  return priceKinds.includes(kind)
}

/** 80 → "8折", 85 → "8.5折". */
function foldOf(payPercent: number): string {
  return `${Math.round(payPercent) / 10}折`
}

function pieceOf(nth: number): string {
  return `第${['一', '二', '三', '四', '五'][nth - 1] ?? nth}件`
}

function durationOf(months: number): string {
  return months % 12 === 0 ? `${months / 12}年` : `${months}个月`
}

/** A reward in a few words, with its threshold where there is one: "满299减30", "8折 最多减64元", "第二件半价", "7天价保". */
export function rewardLabel(reward: Reward, minSpendFen: Fen = 0): string {
  const from = minSpendFen > 0 ? `满${yuan(minSpendFen)}` : ''
  switch (reward.kind) {
    case 'amount':
      return from ? `${from}减${yuan(reward.amountFen)}` : `立减${yuan(reward.amountFen)}元`
    case 'percent': {
      const label = `${foldOf(reward.payPercent)} 最多减${yuan(reward.maxDiscountFen)}元`
      return from ? `${from}享${label}` : label
    }
    case 'ladder':
      return reward.steps.map((step) => `满${yuan(step.minSpendFen)}减${yuan(step.amountFen)}`).join('/')
    case 'nthAtHalf':
      return `${from}${pieceOf(reward.nth)}半价`
    case 'bundle':
      return `${from}任选${reward.pick}件${foldOf(reward.payPercent)} 最多减${yuan(reward.maxDiscountFen)}元`
    case 'freeShipping':
      return `${from}包邮`
    case 'priceProtection':
      return `${reward.days}天价保`
    case 'warranty':
      return `延保${durationOf(reward.months)}`
    case 'sample':
      return `免费领${reward.item}`
    case 'trial':
      return `${yuan(reward.priceFen)}元试用${reward.item}`
    case 'pointsMultiplier':
      return `${reward.days}天内${reward.multiplier}倍积分`
    case 'preorder':
      return `优先预订${reward.item}`
    case 'gift':
      return `${from}赠${reward.item}`
    case 'service':
      return reward.item
    case 'referral':
      return `邀${reward.friends}位好友得${reward.item}`
    case 'groupBuy':
      return `${reward.people}人拼团减${yuan(reward.amountFen)}`
  }
}

/** The offer in one line: its rewards joined by "+", the threshold said once: "包邮+7天价保", "满299减30". */
export function offerHeadline(terms: OfferTerms, rewards: readonly Reward[] = terms.rewards): string {
  return rewards.map((reward, index) => rewardLabel(reward, index === 0 ? terms.minSpendFen : 0)).join('+')
}
