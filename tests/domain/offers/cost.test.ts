import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rewardCostFen, worstCaseCostFen } from '../../../src/domain/offers/cost.ts'
import type { Reward } from '../../../src/domain/offers/offer.ts'
import { sampleCost } from './sample-offer.ts'
import { anyReward } from './any-offer.ts'

const cases: [string, Reward, number][] = [
  ['money off costs its face', { kind: 'amount', amountFen: 3_000 }, 3_000],
  [
    'a ladder costs its largest step wherever it stands',
    {
      kind: 'ladder',
      steps: [
        { minSpendFen: 59_900, amountFen: 8_000 },
        { minSpendFen: 29_900, amountFen: 3_000 },
      ],
    },
    8_000,
  ],
  [
    'percent below its ceiling: 20 % of 600',
    { kind: 'percent', payPercent: 80, maxDiscountFen: 20_000 },
    12_000,
  ],
  ['percent at its ceiling', { kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }, 6_400],
  ['second at half: a quarter of 600', { kind: 'nthAtHalf', nth: 2, maxDiscountFen: 99_999 }, 15_000],
  [
    'bundle: 10 % of 600',
    { kind: 'bundle', skus: ['A', 'B'], pick: 2, payPercent: 90, maxDiscountFen: 99_999 },
    6_000,
  ],
  ['free shipping costs the fee', { kind: 'freeShipping' }, 1_000],
  ['price protection: 2 % of 400', { kind: 'priceProtection', days: 7 }, 800],
  ['warranty costs its unit cost', { kind: 'warranty', months: 12, costFen: 900 }, 900],
  ['sample', { kind: 'sample', item: '小样', costFen: 700 }, 700],
  ['trial: cost less price', { kind: 'trial', item: '试用装', priceFen: 990, costFen: 2_200 }, 1_210],
  ['a trial that earns costs nothing', { kind: 'trial', item: '试用装', priceFen: 990, costFen: 900 }, 0],
  ['double points: 400 more points', { kind: 'pointsMultiplier', multiplier: 2, days: 7 }, 400],
  ['single points cost nothing', { kind: 'pointsMultiplier', multiplier: 1, days: 7 }, 0],
  ['a right to order early costs nothing', { kind: 'preorder', item: '新色' }, 0],
  ['gift', { kind: 'gift', item: '化妆包', costFen: 1_500 }, 1_500],
  ['service', { kind: 'service', item: '1对1护肤咨询', costFen: 600 }, 600],
  ['referral', { kind: 'referral', friends: 3, item: '正装', costFen: 5_000 }, 5_000],
  ["group buy costs this customer's reduction", { kind: 'groupBuy', people: 2, amountFen: 3_000 }, 3_000],
]

describe('rewardCostFen', () => {
  it.each(cases)('%s', (_, reward, costFen) => {
    expect(rewardCostFen(reward, sampleCost)).toBe(costFen)
  })

  it('rounds fractions of a fen up, never down', () => {
    const context = { ...sampleCost, pointValueFen: 0.3, expectedBasketFen: 1_100 }
    expect(rewardCostFen({ kind: 'pointsMultiplier', multiplier: 2, days: 7 }, context)).toBe(4)
  })
})

describe('worstCaseCostFen', () => {
  it('adds the rewards of a combination: free shipping and price protection', () => {
    const rewards: Reward[] = [{ kind: 'freeShipping' }, { kind: 'priceProtection', days: 7 }]
    expect(worstCaseCostFen(rewards, sampleCost)).toBe(1_800)
  })

  it('is the sum of its parts and never negative', () => {
    fc.assert(
      fc.property(fc.array(anyReward, { maxLength: 4 }), (rewards) => {
        const parts = rewards.map((reward) => rewardCostFen(reward, sampleCost))
        expect(worstCaseCostFen(rewards, sampleCost)).toBe(parts.reduce((sum, fen) => sum + fen, 0))
        for (const part of parts) expect(Number.isInteger(part) && part >= 0).toBe(true)
      }),
    )
  })
})
