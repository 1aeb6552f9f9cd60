import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customerLines } from '../../../../src/domain/offers/redemption/customer-lines.ts'
import type { Reward } from '../../../../src/domain/offers/offer.ts'
import { anyReward } from '../any-offer.ts'
import { sampleTerms } from '../sample-offer.ts'

const cases: [Reward, string][] = [
  [{ kind: 'amount', amountFen: 3_000 }, '满299元减30元'],
  [{ kind: 'percent', payPercent: 80, maxDiscountFen: 6_400 }, '满299元打8折，最多减64元'],
  [{ kind: 'ladder', steps: [{ minSpendFen: 19_900, amountFen: 1_500 }] }, '满199元减15元'],
  [{ kind: 'nthAtHalf', nth: 2, maxDiscountFen: 5_000 }, '每2件里价格最低的一件半价，最多减50元'],
  [{ kind: 'bundle', skus: [], pick: 2, payPercent: 80, maxDiscountFen: 5_000 }, '任选2件打8折，最多减50元'],
  [{ kind: 'freeShipping' }, '满299元这一单运费由我们承担'],
  [{ kind: 'freeShipping', maxDiscountFen: 1_000 }, '满299元这一单运费由我们承担，最多10元'],
  [{ kind: 'priceProtection', days: 7 }, '付款后7天内降价，差额原路退回'],
  [{ kind: 'warranty', months: 12, costFen: 1 }, '保修延长12个月'],
  [{ kind: 'sample', item: '小样', costFen: 1 }, '随单免费领取小样'],
  [{ kind: 'trial', item: '试用装', priceFen: 990, costFen: 1 }, '9.9元试用试用装'],
  [{ kind: 'pointsMultiplier', multiplier: 2, days: 7 }, '7天内购物得2倍积分'],
  [{ kind: 'preorder', item: '新色' }, '可以优先预订新色'],
  [{ kind: 'gift', item: '化妆包', costFen: 1 }, '满299元送化妆包'],
  [{ kind: 'service', item: '护肤咨询', costFen: 1 }, '为您提供护肤咨询'],
  [{ kind: 'referral', friends: 3, item: '正装', costFen: 1 }, '3位好友首单完成后，送您正装'],
  [{ kind: 'groupBuy', people: 2, amountFen: 3_000 }, '2人成团，您这一单减30元'],
]

describe('customerLines', () => {
  it.each(cases)('%o: %s', (reward, line) => {
    expect(customerLines(sampleTerms({ rewards: [reward], minSpendFen: 29_900 }))).toEqual([line])
  })

  it('gives one calm line for each reward', () => {
    fc.assert(
      fc.property(fc.array(anyReward, { maxLength: 4 }), (rewards) => {
        const lines = customerLines(sampleTerms(), rewards)
        expect(lines).toHaveLength(rewards.length)
        for (const line of lines) expect(line).not.toMatch(/[!！]|检测到|undefined|NaN/)
      }),
    )
  })
})
