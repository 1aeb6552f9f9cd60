import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import type { CustomerFacts } from '../../../src/domain/customers/facts.ts'
import { deriveTags } from '../../../src/domain/tags/derive-tags.ts'
import { asOf, sampleFacts, sampleInterest } from '../customers/sample-facts.ts'

const line = { sku: 'S1', name: '玫瑰精华', category: '精华', quantity: 1, unitPriceFen: 39_900 }
const said = (changes: Partial<CustomerFacts>) =>
  deriveTags(sampleFacts(changes)).map(({ name, evidence, ruleId }) => `${ruleId} ${name}: ${evidence}`)
const viewed = (changes: Parameters<typeof sampleInterest>[0]) => ({
  interests: [sampleInterest({ views30d: 1, ...changes })],
})

describe('deriveTags', () => {
  it('finds nothing in nothing', () => {
    expect(said({})).toEqual([])
  })

  it.each([
    [4, []],
    [5, ['TAG-05 精华: 30天内浏览精华5次']],
  ])('takes %i views of a category in 30 days for %o', (views30d, tags) => {
    expect(said(viewed({ views30d }))).toEqual(tags)
  })

  it('adds the products of a category and dates the tag by the last look', () => {
    const interests = [
      sampleInterest({ sku: 'A', views30d: 3, lastViewedAt: asOf - dayMs }),
      sampleInterest({ sku: 'B', views30d: 2, lastViewedAt: asOf - 2 * dayMs }),
    ]
    expect(deriveTags(sampleFacts({ interests }))).toMatchObject([
      { name: '精华', source: 'behaviour', kind: 'interest', assignedAt: asOf - dayMs },
    ])
  })

  it.each([
    [179_999, []],
    [180_000, ['TAG-06 意向强: 手机上看「玫瑰精华」3分钟']],
  ])('takes %i ms on a phone for %o', (longestMobileDwellMs, tags) => {
    expect(said(viewed({ longestMobileDwellMs }))).toEqual(tags)
  })

  it('counts no long stay at a desk', () => {
    expect(said(viewed({ longestDwellMs: 900_000 }))).toEqual([])
  })

  it.each([
    [14 * dayMs, ['TAG-06 意向强: 购物车里有玫瑰精华']],
    [14 * dayMs + 1, []],
  ])('takes a cart changed %i ms ago for %o', (age, tags) => {
    expect(said({ cart: [line], cartChangedAt: asOf - age })).toEqual(tags)
  })

  it('names the strongest evidence: checkout before cart before dwell', () => {
    const strong = { ...viewed({ longestMobileDwellMs: 200_000 }), cart: [line], cartChangedAt: asOf }
    expect(said({ ...strong, checkoutStartedAt: asOf - dayMs })).toEqual(['TAG-06 意向强: 进入过结算'])
    expect(said({ ...strong, checkoutStartedAt: asOf - 15 * dayMs })).toEqual([
      'TAG-06 意向强: 购物车里有玫瑰精华',
    ])
  })

  it.each([
    [50_000, 50_000, ['TAG-04 高端人群: 客单500元,看过高端线']],
    [49_999, 50_000, []],
    [50_000, 49_999, []],
  ])('orders of %i fen on average and a look at %i fen: %o', (averageOrderFen, unitPriceFen, tags) => {
    expect(said({ averageOrderFen, ...viewed({ unitPriceFen }) })).toEqual(tags)
  })

  it('lists the latest evidence first, then by name', () => {
    const interests = [
      sampleInterest({ sku: 'A', category: '面膜', views30d: 5, lastViewedAt: asOf - dayMs }),
      sampleInterest({ sku: 'B', category: '精华', views30d: 5, lastViewedAt: asOf - dayMs }),
      sampleInterest({ sku: 'C', category: '口红', views30d: 5, lastViewedAt: asOf }),
    ]
    expect(deriveTags(sampleFacts({ interests })).map(({ name }) => name)).toEqual(['口红', '精华', '面膜'])
  })
})
