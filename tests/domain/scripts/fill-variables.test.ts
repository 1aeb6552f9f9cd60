import { describe, expect, it } from 'vitest'
import { fillVariables, productInMind, type FillInput } from '../../../src/domain/scripts/fill-variables.ts'
import { scriptVariable } from '../../../src/domain/scripts/variables.ts'
import { asOf, sampleFacts, sampleInterest } from '../customers/sample-facts.ts'

const product = { name: '玫瑰精华', category: '精华', priceFen: 39_900, usableDays: 60, liveStock: 17 }
const input: FillInput = {
  salutation: '悦悦姐',
  advisorName: '小林',
  storeName: '花间',
  memberTier: '金卡',
  product,
  coupon: { headline: '包邮+7天价保', expiresAt: asOf },
}
const empty: FillInput = {
  salutation: '您',
  advisorName: null,
  storeName: null,
  memberTier: null,
  product: null,
  coupon: null,
}

describe('fillVariables', () => {
  it('says what is known, each under a variable that exists', () => {
    const facts = sampleFacts({ points: 1_280, pointsExpireAt: Date.parse('2026-11-30T04:00:00Z') })
    const filled = fillVariables(input, facts)
    expect(filled).toEqual({
      称呼: '悦悦姐',
      顾问: '小林',
      店名: '花间',
      会员等级: '金卡',
      商品: '玫瑰精华',
      类目: '精华',
      价格: '399',
      可用天数: '60',
      日均价: '6.7',
      余量: '17',
      真实余量: '17',
      券名: '包邮+7天价保',
      有效期: '3月18日20:00',
      积分: '1280',
      积分过期日: '11月30日',
    })
    for (const name of Object.keys(filled)) expect(scriptVariable(name)).toBeDefined()
  })

  it('tells a testimonial only when it is given one', () => {
    expect(fillVariables({ ...empty, testimonial: '「小** 上次反馈：好用」' }, sampleFacts())).toEqual({
      称呼: '您',
      见证: '「小** 上次反馈：好用」',
    })
    expect(fillVariables({ ...empty, testimonial: null }, sampleFacts())).toEqual({ 称呼: '您' })
  })

  it('leaves out what is not known', () => {
    expect(fillVariables(empty, sampleFacts())).toEqual({ 称呼: '您' })
  })

  it('takes the product from what was viewed, without inventing its price', () => {
    const filled = fillVariables(empty, sampleFacts({ interests: [sampleInterest()] }))
    expect(filled).toEqual({ 称呼: '您', 商品: '玫瑰精华', 类目: '精华' })
  })

  it.each([
    [0, undefined],
    [-1, undefined],
    [null, undefined],
    [1, '1'],
  ])('a live stock of %s is said as %s (OFF-18)', (liveStock, said) => {
    expect(fillVariables({ ...empty, product: { ...product, liveStock } }, sampleFacts())['余量']).toBe(said)
  })

  it.each([
    [0, undefined],
    [null, undefined],
    [1, '399'],
  ])('a product for %s days costs %s a day', (usableDays, said) => {
    expect(fillVariables({ ...empty, product: { ...product, usableDays } }, sampleFacts())['日均价']).toBe(
      said,
    )
  })
})

describe('productInMind', () => {
  it('is the most viewed, then the latest, then by sku', () => {
    const a = sampleInterest({ sku: 'A', views7d: 2 })
    const b = sampleInterest({ sku: 'B', views7d: 3, lastViewedAt: 1 })
    const c = sampleInterest({ sku: 'C', views7d: 3, lastViewedAt: 2 })
    expect(productInMind(sampleFacts({ interests: [a, b, c] }))?.sku).toBe('C')
    expect(productInMind(sampleFacts({ interests: [b, { ...b, sku: 'A' }] }))?.sku).toBe('A')
    expect(productInMind(sampleFacts())).toBeNull()
  })
})
