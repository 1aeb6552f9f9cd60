import { describe, expect, it } from 'vitest'
import type { Reward } from '../../../../src/domain/offers/offer.ts'
import {
  moneyCeilingFen,
  withShippingCeiling,
} from '../../../../src/domain/offers/redemption/shipping-ceiling.ts'

const shipping: Reward = { kind: 'freeShipping' }
const amount: Reward = { kind: 'amount', amountFen: 3_000 }

const ceilings: [Reward, number][] = [
  [amount, 3_000],
  [{ kind: 'groupBuy', people: 2, amountFen: 1_500 }, 1_500],
  [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }, 6_400],
  [{ kind: 'nthAtHalf', nth: 2, maxDiscountFen: 5_000 }, 5_000],
  [{ kind: 'bundle', skus: [], pick: 2, payPercent: 80, maxDiscountFen: 4_000 }, 4_000],
  [
    {
      kind: 'ladder',
      steps: [
        { minSpendFen: 1, amountFen: 100 },
        { minSpendFen: 2, amountFen: 900 },
      ],
    },
    900,
  ],
  [{ kind: 'gift', item: '小样', costFen: 2_000 }, 0],
  [shipping, 0],
]

describe('what may be taken off', () => {
  it.each(ceilings)('%o: at most %i fen of the merchandise', (reward, fen) => {
    expect(moneyCeilingFen(reward)).toBe(fen)
  })

  it.each([
    ['the reserve alone', [shipping], 800, 1_000, 800],
    ['the store’s cost, as reserved', [shipping], 1_000, 1_000, 1_000],
    ['the store’s cost, lower since', [shipping], 1_000, 600, 600],
    ['what is left beside money off', [amount, shipping], 3_800, 1_000, 800],
    ['nothing is left', [amount, shipping], 3_000, 1_000, 0],
    [
      'the ceiling of the issue, whatever it costs now',
      [{ ...shipping, maxDiscountFen: 700 }],
      700,
      1_000,
      700,
    ],
  ] as [string, Reward[], number, number, number][])(
    '%s',
    (_case, rewards, costFen, shippingCostFen, maxDiscountFen) => {
      const bounded = withShippingCeiling({ rewards, costFen }, shippingCostFen)
      expect(bounded.at(-1)).toEqual({ kind: 'freeShipping', maxDiscountFen })
      expect(bounded.slice(0, -1)).toEqual(rewards.slice(0, -1))
    },
  )
})
