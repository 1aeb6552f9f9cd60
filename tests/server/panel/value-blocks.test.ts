import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemoStore } from '../../../src/server/cli/demo.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

describe.each(engines)('what a customer is worth, on $name', ({ open }) => {
  let test: TestApp
  let cookie: string

  beforeAll(async () => {
    test = await buildTestApp(await open())
    await seedDemoStore(test.context, () => undefined)
    cookie = await test.signIn('LinXi')
  })
  afterAll(() => test.close())

  const panelOf = async (key: keyof typeof notablePeople) => {
    const url = `/api/v1/customers/${notablePeople[key].externalUserId}/panel`
    return (await test.app.inject({ url, headers: { cookie } })).json()
  }

  it('sums its parts, names model and basis, tier and next purchase', async () => {
    const { ltv } = await panelOf('vip')
    expect(ltv.data.status).toBe('estimated')
    expect(ltv.data.historyFen + ltv.data.expectedFen).toBe(ltv.data.totalFen)
    expect(ltv.data.totalFen).toBeGreaterThan(80_000)
    expect(ltv.data.basis).toMatch(/^依据 \d+ 单、\d+ 个购买日、间隔 \d+ 天$/)
    expect(ltv.data.nextPurchaseText).toMatch(/^\d\d-\d\d/)
    expect(ltv.data.tierText).toMatch(/会员|卡/)
  })

  it('is 数据不足 for someone who has not bought, without a segment and a next purchase', async () => {
    const { ltv, rfm, lastOrder, customer } = await panelOf('newcomer')
    expect(ltv.data).toMatchObject({ status: 'insufficient', totalFen: 0, nextPurchaseText: null })
    expect([rfm.data, lastOrder.data, customer.dayNumber]).toEqual([null, null, 1])
  })

  it('says what would move the segment up, and what the last order held', async () => {
    const { rfm, lastOrder } = await panelOf('hesitant')
    expect(rfm.data.details).toHaveLength(4)
    expect(rfm.data.details[3]).toMatch(/^(再有 \d+ 天下单|每次到约 \d+ 元)，就是「.+客户」$/)
    expect(lastOrder.data.title).toBe('云朵洁面乳、燕麦面膜5片 共2件')
  })

  it('comes in one answer whose blocks all stand', async () => {
    const panel = await panelOf('hesitant')
    const blocks = Object.values(panel).filter(
      (block): block is { status: string } =>
        typeof block === 'object' && block !== null && 'status' in block,
    )
    expect(blocks.length).toBeGreaterThanOrEqual(10)
    expect(blocks.every(({ status }) => status === 'ready')).toBe(true)
    expect(panel.recommendation.data.offers[0]).toMatchObject({ headline: '包邮+7天价保', ruleId: 'NBA-05' })
    expect(panel.aida.data.map(({ step }: { step: string }) => step)).toEqual([
      'attention',
      'interest',
      'desire',
      'action',
    ])
  })
})
