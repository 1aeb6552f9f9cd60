import { describe, expect, it } from 'vitest'
import { hesitatesOver, shoppingTriggers } from '../../../../src/domain/actions/triggers/shopping.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { asOf, sampleFacts, sampleInterest } from '../../customers/sample-facts.ts'

function fired(changes: Partial<CustomerFacts>): string[] {
  return shoppingTriggers
    .filter(({ fires }) => fires(sampleFacts(changes)) !== null)
    .map(({ ruleId }) => ruleId)
}

const line = { sku: 'S1', name: '玫瑰精华', category: '精华', unitPriceFen: 39_900 }
const interest = (changes: Parameters<typeof sampleInterest>[0]) => ({ interests: [sampleInterest(changes)] })
const unseen = { views7d: 0, views30d: 1 }

const cases: [Partial<CustomerFacts>, string[]][] = [
  [{}, []],
  [{ cart: [{ ...line, quantity: 2 }] }, []],
  [
    {
      cart: [
        { ...line, quantity: 2 },
        { ...line, sku: 'S2', quantity: 1 },
      ],
    },
    ['NBA-04'],
  ],
  [interest({ views7d: 0 }), []],
  [interest({ views7d: 1 }), ['NBA-07']],
  [interest({ views7d: 2 }), ['NBA-07']],
  [interest({ views7d: 3 }), ['NBA-05']],
  [{ ...interest({ views7d: 3 }), boughtSkus: { S1: 30 } }, []],
  [{ ...interest({ views7d: 3 }), boughtSkus: { S1: 31 } }, ['NBA-05']],
  [{ ...interest({ views7d: 3 }), boughtSkus: { S2: 0 } }, ['NBA-05']],
  [interest({ ...unseen, longestDwellMs: 90_000 }), []],
  [interest({ ...unseen, longestDwellMs: 90_001 }), ['NBA-06']],
  [interest({ views7d: 2, longestDwellMs: 90_001 }), ['NBA-06', 'NBA-07']],
  [interest({ views7d: 3, longestDwellMs: 90_001 }), ['NBA-05']],
  [interest({ ...unseen, longestDwellMs: 90_001, lastViewedAt: asOf - 7 * dayMs }), ['NBA-06']],
  [interest({ ...unseen, longestDwellMs: 90_001, lastViewedAt: asOf - 7 * dayMs - 1 }), []],
  [{ ...interest({ ...unseen, longestDwellMs: 90_001 }), boughtSkus: { S1: 0 } }, []],
  [{ cart: [{ ...line, quantity: 1, unitPriceFen: 50_000 }] }, []],
  [{ cart: [{ ...line, quantity: 1, unitPriceFen: 50_001 }] }, ['NBA-20']],
  [interest({ ...unseen, unitPriceFen: 50_000 }), []],
  [interest({ ...unseen, unitPriceFen: 50_001 }), ['NBA-20']],
]

describe('shopping triggers', () => {
  it.each(cases)('%o: %o', (changes, ruleIds) => {
    expect(fired(changes)).toEqual(ruleIds)
  })

  it('give the evidence in words', () => {
    const facts = sampleFacts({ ...interest({ views7d: 3 }), cart: [{ ...line, quantity: 3 }] })
    expect(shoppingTriggers.flatMap(({ fires }) => fires(facts) ?? [])).toEqual([
      '购物车3件未付款，共1197元',
      '满3件未付款就提醒',
      '浏览「玫瑰精华」3次/7天未下单',
      '犹豫型更看重保障',
      '7天看满3次算犹豫',
    ])
  })
})

describe('hesitatesOver (NBA-05)', () => {
  it('is the product viewed most without an order', () => {
    const interests = [
      sampleInterest({ sku: 'A', views7d: 5 }),
      sampleInterest({ sku: 'B', views7d: 4 }),
      sampleInterest({ sku: 'C', views7d: 4 }),
    ]
    expect(hesitatesOver(sampleFacts({ interests, boughtSkus: { A: 1 } }))?.sku).toBe('B')
    const at = (views: number) => hesitatesOver(sampleFacts({ interests, rules: { 'NBA-05.views': views } }))
    expect([at(5)?.sku, at(6)]).toEqual(['A', null])
  })
})
