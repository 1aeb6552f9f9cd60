import { describe, expect, it } from 'vitest'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { rankReasons } from '../../../../src/domain/offers/order/reasons.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

describe('rankReasons', () => {
  const [ranked] = chooseOffer(
    [sampleOffer('o', { standsInFor: '8折在上限内最多减4元，改送包邮(C9)' })],
    sampleFacts(),
    sampleContext(),
  ).ranked

  it('says first what the offer stands in for, then what moved it, last the numbers', () => {
    if (!ranked) throw new Error('nothing was ranked')
    const hints = { isHesitant: true, isWarrantyForDear: true, classReasons: ['适合中等价值客户(OFF-04)'] }
    expect(rankReasons({ ...ranked, isPrice: false, exceptionId: 'e1' }, hints)).toEqual([
      '8折在上限内最多减4元，改送包邮(C9)',
      '犹豫型客户，不降价的优惠排前',
      '高价耐用品，延保排在减钱前(OFF-12)',
      '适合中等价值客户(OFF-04)',
      '主管已批准超过单次上限(OFF-01)',
      '预计净收益47元，成本约30元',
    ])
  })
})
