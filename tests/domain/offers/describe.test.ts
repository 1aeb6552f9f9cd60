import { describe, expect, it } from 'vitest'
import {
  isPriceReward,
  offerHeadline,
  rewardKindName,
  rewardLabel,
} from '../../../src/domain/offers/describe.ts'
import type { Reward } from '../../../src/domain/offers/offer.ts'
import { sampleTerms } from './sample-offer.ts'

const cases: [Reward, number, string][] = [
  [{ kind: 'amount', amountFen: 2_000 }, 0, '立减20元'],
  [{ kind: 'amount', amountFen: 3_000 }, 29_900, '满299减30'],
  [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }, 0, '8折 最多减64元'],
  [{ kind: 'percent', payPercent: 85, maxDiscountFen: 6_450 }, 100_000, '满1000享8.5折 最多减64.5元'],
  [
    {
      kind: 'ladder',
      steps: [
        { minSpendFen: 19_900, amountFen: 1_500 },
        { minSpendFen: 29_900, amountFen: 3_000 },
      ],
    },
    0,
    '满199减15/满299减30',
  ],
  [{ kind: 'nthAtHalf', nth: 2, maxDiscountFen: 100 }, 0, '第二件半价'],
  [{ kind: 'nthAtHalf', nth: 7, maxDiscountFen: 100 }, 0, '第7件半价'],
  [{ kind: 'bundle', skus: [], pick: 2, payPercent: 80, maxDiscountFen: 100 }, 0, '任选2件8折 最多减1元'],
  [{ kind: 'freeShipping' }, 59_900, '满599包邮'],
  [{ kind: 'priceProtection', days: 7 }, 0, '7天价保'],
  [{ kind: 'warranty', months: 12, costFen: 1 }, 0, '延保1年'],
  [{ kind: 'warranty', months: 6, costFen: 1 }, 0, '延保6个月'],
  [{ kind: 'sample', item: '精华小样', costFen: 1 }, 0, '免费领精华小样'],
  [{ kind: 'trial', item: '精华', priceFen: 990, costFen: 1 }, 0, '9.9元试用精华'],
  [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }, 0, '7天内2倍积分'],
  [{ kind: 'preorder', item: '新色口红' }, 0, '优先预订新色口红'],
  [{ kind: 'gift', item: '化妆包', costFen: 1 }, 100_000, '满1000赠化妆包'],
  [{ kind: 'service', item: '1对1护肤咨询', costFen: 1 }, 0, '1对1护肤咨询'],
  [{ kind: 'referral', friends: 3, item: '正装', costFen: 1 }, 0, '邀3位好友得正装'],
  [{ kind: 'groupBuy', people: 2, amountFen: 3_000 }, 0, '2人拼团减30'],
]

describe('rewardLabel', () => {
  it.each(cases)('%o from %i fen', (reward, minSpendFen, label) => {
    expect(rewardLabel(reward, minSpendFen)).toBe(label)
  })
})

describe('offerHeadline', () => {
  it('joins rewards and says the threshold once', () => {
    const rewards: Reward[] = [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }]
    expect(offerHeadline(sampleTerms({ rewards }))).toBe('包邮+7天价保')
    const gift: Reward[] = [
      { kind: 'percent', payPercent: 80, maxDiscountFen: 20_000 },
      { kind: 'gift', item: '化妆包', costFen: 1 },
    ]
    expect(offerHeadline(sampleTerms({ rewards: gift, minSpendFen: 100_000 }))).toBe(
      '满1000享8折 最多减200元+赠化妆包',
    )
  })

  it('speaks of the rewards as resolved at issue where they are given', () => {
    const terms = sampleTerms({ rewards: [{ kind: 'percent', payPercent: 80, maxDiscountFen: 20_000 }] })
    expect(offerHeadline(terms, [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }])).toBe(
      '8折 最多减64元',
    )
  })
})

describe('kinds', () => {
  it('have a name each, and tell whether they lower the price', () => {
    const kinds = [...new Set(cases.map(([{ kind }]) => kind))]
    expect(new Set(kinds.map(rewardKindName)).size).toBe(16)
    expect(kinds.filter(isPriceReward)).toEqual([
      'amount',
      'percent',
      'ladder',
      'nthAtHalf',
      'bundle',
      'groupBuy',
    ])
  })
})
