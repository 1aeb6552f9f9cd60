import { describe, expect, it } from 'vitest'
import { reviewLines } from '../../../src/server/review/review-lines.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { hourMs, reviewStore } from './review-store.ts'

describe.each(engines)('the review in lines on $name', ({ open }) => {
  it('says each figure with its formula, the offers, the risks and the tasks', async () => {
    const store = await reviewStore(await open())
    await store.customers(['a', 'b'])
    await store.offer('o', { name: '满299减30' })
    await store.coupon('a', 'k', {
      state: 'redeemed',
      redeemedAt: testNow - hourMs,
      orderId: 'x',
      orderAmountFen: 10_000,
      discountFen: 3_000,
    })
    await store.event('b', 'complaint', testNow)
    const lines = reviewLines(await store.review())
    expect(lines[0]).toBe('复盘 2026-03-04 至 2026-03-10（Asia/Shanghai）')
    const saying = (text: string) => lines.filter((line) => line.includes(text))
    expect(saying('日活跃')).toEqual([
      '  日活跃 50%（达标，上期0%）  日活跃=今天活跃人数/全部人数；活跃指下单、逛店、打开或领取券、回复  [MET-01]',
    ])
    expect(saying('漏斗')).toEqual(['漏斗 应触达 1 > 已发 1 > 打开 1 > 领取 1 > 核销 1 > 退款 0'])
    expect(saying('优惠 ')).toEqual([
      '优惠 满299减30：发1 领1 核1 核销率100% 成本30元 毛利占比42.8%（超线） ROI 1:2.3',
    ])
    expect(saying('预警')).toEqual(['预警 上周没有投诉，本周1起，算不出环比，按上升处理  [RISK-01]'])
    expect(saying('任务')).toHaveLength(1)
    expect(saying('增量')).toEqual(['归因 0单 0元；增量 还不能测：对照组还没有开始'])
    await store.close()
  })
})
