import { describe, expect, it } from 'vitest'
import { complained, couponAsked, priceAsked } from '../../../../src/domain/actions/enquiries/evidence.ts'
import type { OpenEnquiry } from '../../../../src/domain/actions/enquiries/open-enquiries.ts'
import { asOf, sampleFacts } from '../../customers/sample-facts.ts'

const minute = 60_000
const since = (about: OpenEnquiry['about'], ms: number, source: OpenEnquiry['source'] = 'advisor') =>
  sampleFacts({
    isPriceEnquiry: about === 'price',
    hasOpenComplaint: about === 'complaint',
    enquiries: [{ about, startedAt: asOf - ms, source }],
  })

describe('evidence of who waits', () => {
  it('is nothing when nobody waits', () => {
    for (const told of [priceAsked, complained, couponAsked]) expect(told(sampleFacts())).toBeNull()
  })

  it.each([
    [5 * minute, ['已等5分钟，目标5分钟内回复']],
    [5 * minute + 1, ['已等5分钟，已超过5分钟目标']],
    [60 * minute - 1, ['已等59分钟，已超过5分钟目标']],
    [60 * minute, ['已等60分钟，已超过5分钟目标', '超过60分钟，请马上回复，主管也会看到']],
  ])('NBA-01 after %i ms', (ms, lines) => {
    expect(priceAsked(since('price', ms))).toEqual(['顾问点了「问价」(面板看不到聊天)', ...lines])
  })

  it('names the shop where its event began it', () => {
    expect(priceAsked(since('price', 0, 'shop'))?.[0]).toBe('商城记录了她的询价')
    expect(priceAsked(sampleFacts({ isPriceEnquiry: true }))).toEqual([
      '客户刚问过价格或优惠',
      '目标5分钟内回复',
    ])
  })

  it('goes by the times of the store (NBA-01, NBA-02)', () => {
    const rules = { 'NBA-01.targetMinutes': 10, 'NBA-01.breachMinutes': 20, 'NBA-02.tellMinutes': 30 }
    const price = (ms: number) => priceAsked({ ...since('price', ms), rules })?.slice(1)
    expect(price(10 * minute)).toEqual(['已等10分钟，目标10分钟内回复'])
    expect(price(10 * minute + 1)).toEqual(['已等10分钟，已超过10分钟目标'])
    expect(price(20 * minute - 1)).toEqual(['已等19分钟，已超过10分钟目标'])
    expect(price(20 * minute)).toEqual([
      '已等20分钟，已超过10分钟目标',
      '超过20分钟，请马上回复，主管也会看到',
    ])
    expect(complained({ ...since('complaint', 20 * minute), rules })?.[1]).toBe('30分钟内告知：还有10分钟')
  })

  it('NBA-19 says that a tap began it', () => {
    expect(couponAsked(since('coupon', 0))).toEqual([
      '顾问点了「问券」(面板看不到聊天)',
      '先答适用范围，再举一个使用案例',
    ])
  })

  it('NBA-02 counts its deadlines where the beginning is known', () => {
    expect(complained(since('complaint', 20 * minute))).toEqual([
      '有投诉未处理完',
      '15分钟内告知：已超5分钟',
      '1小时内给出方案：还有40分钟',
      '24小时内办妥：还有23小时',
    ])
    expect(complained(sampleFacts({ hasOpenComplaint: true }))?.[1]).toBe('15分钟内告知')
  })
})
