import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { deriveTags } from '../../../../src/domain/tags/derive-tags.ts'
import { readyIntents } from '../../../../src/domain/tags/rules/ready-intents.ts'
import { asOf } from '../../customers/sample-facts.ts'
import { sampleTagFacts } from '../sample-tag-facts.ts'

const line = { sku: 'S1', name: '玫瑰精华', category: '精华', quantity: 1, unitPriceFen: 39_900 }
const said = (...changes: Parameters<typeof sampleTagFacts>) =>
  deriveTags(sampleTagFacts(...changes), readyIntents({ rules: {} })).map(
    ({ ruleId, name, evidence }) => `${ruleId} ${name}: ${evidence}`,
  )
const phoneDwell = (ms: number) => ({ phoneDwell: { ms, productName: '玫瑰精华', at: asOf } })

describe('ready intents (TAG-03, TAG-06)', () => {
  it.each([
    [13, ['TAG-03 意向强: 购物车里有玫瑰精华']],
    [14, []],
  ])('a cart changed %i days ago: %o', (days, tags) => {
    expect(said({ cart: [line], cartChangedAt: asOf - days * dayMs })).toEqual(tags)
  })

  it.each([
    [13, ['TAG-03 意向强: 进入过结算']],
    [14, []],
  ])('a checkout %i days ago: %o', (days, tags) => {
    expect(said({ checkoutStartedAt: asOf - days * dayMs })).toEqual(tags)
  })

  it.each([
    [179_999, []],
    [180_000, ['TAG-06 意向强: 手机上看「玫瑰精华」3分钟']],
  ])('%i ms on a phone: %o', (ms, tags) => {
    expect(said({}, phoneDwell(ms))).toEqual(tags)
  })

  it('names the strongest evidence: checkout before cart before dwell', () => {
    const cart = { cart: [line], cartChangedAt: asOf }
    const dwell = phoneDwell(200_000)
    expect(said({ ...cart, checkoutStartedAt: asOf - dayMs }, dwell)).toEqual(['TAG-03 意向强: 进入过结算'])
    expect(said({ ...cart, checkoutStartedAt: asOf - 14 * dayMs }, dwell)).toEqual([
      'TAG-03 意向强: 购物车里有玫瑰精华',
    ])
  })

  it("follows the store's own numbers", () => {
    const rules = readyIntents({ rules: { 'TAG-03.days': 5, 'TAG-06.minutes': 4 } })
    const facts = sampleTagFacts(
      { checkoutStartedAt: asOf - 5 * dayMs },
      { phoneDwell: { ms: 239_999, productName: '', at: asOf } },
    )
    expect(deriveTags(facts, rules)).toEqual([])
  })
})
