import { describe, expect, it } from 'vitest'
import type { Reward } from '../../../../src/domain/offers/offer.ts'
import { actualCostFen } from '../../../../src/server/coupons/redemption/actual-cost.ts'

const amount: Reward = { kind: 'amount', amountFen: 3000 }
const percent: Reward = { kind: 'percent', payPercent: 80, maxDiscountFen: 6400 }
const gift: Reward = { kind: 'gift', item: '小样', costFen: 2000 }
const shipping: Reward = { kind: 'freeShipping', maxDiscountFen: 1000 }
const protection: Reward = { kind: 'priceProtection', days: 7 }

describe('what a redeemed coupon really cost', () => {
  it.each([
    ['money off: what it took', [percent], 6400, 2460, undefined, 2460],
    ['a thing: its reserve', [gift], 2000, 0, undefined, 2000],
    ['money and a thing: both', [percent, gift], 8400, 2460, undefined, 4460],
    ['full money and a thing: the whole reserve', [amount, gift], 5000, 3000, undefined, 5000],
    ['shipping the order does not name: its reserve', [shipping], 1000, 0, undefined, 1000],
    ['shipping the order names: the fee', [shipping], 1000, 999, 999, 999],
    ['shipping the order names, dearer than reserved: the reserve', [shipping], 1000, 1000, 1200, 1000],
    ['shipping that was free anyway: nothing', [shipping], 1000, 0, 0, 0],
    ['shipping named and price protection', [shipping, protection], 1800, 600, 600, 1400],
    ['dear shipping and price protection: the whole reserve', [shipping, protection], 1800, 1000, 5000, 1800],
    ['shipping not named and price protection', [shipping, protection], 1800, 0, undefined, 1800],
    ['nothing at all', [{ kind: 'preorder', item: '新品' }], 0, 0, undefined, 0],
  ] as [string, Reward[], number, number, number | undefined, number][])(
    '%s',
    (_case, rewards, costFen, discountFen, shippingFen, expected) => {
      expect(actualCostFen({ rewards, costFen }, discountFen, { shippingFen })).toBe(expected)
    },
  )
})
