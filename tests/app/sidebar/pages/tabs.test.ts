// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Component } from 'vue'
import type { ApiClient } from '../../../../src/app/api.ts'
import { provideServices } from '../../../../src/app/services.ts'
import OffersPage from '../../../../src/app/sidebar/pages/OffersPage.vue'
import ScriptsPage from '../../../../src/app/sidebar/pages/ScriptsPage.vue'
import TimelinePage from '../../../../src/app/sidebar/pages/TimelinePage.vue'
import {
  sampleCoupon,
  sampleNow,
  sampleOffer,
  samplePanel,
  sampleScript,
} from '../../support/sample-panel.ts'
import { createWorld, li, offline, wang, type World } from '../../support/panel-world.ts'

let wrapper: VueWrapper
let world: World
const listOffers = vi.fn<ApiClient['listOffers']>()
const getTimeline = vi.fn<ApiClient['getTimeline']>()

beforeEach(() => {
  localStorage.clear()
  world = createWorld()
  Object.assign(world.services.api, { listOffers, getTimeline })
  world.stand(li, samplePanel())
})
afterEach(() => {
  wrapper.unmount()
  vi.resetAllMocks()
})

async function open(page: Component): Promise<void> {
  const pinia = getActivePinia() as Pinia
  wrapper = mount(page, { global: { plugins: [pinia, (app) => provideServices(app, world.services)] } })
  await flushPromises()
}
const button = (name: string) => wrapper.findAll('button').find((element) => element.text().trim() === name)
async function tap(name: string): Promise<void> {
  await button(name)?.trigger('click')
  await flushPromises()
}

describe('优惠', () => {
  const answer: Awaited<ReturnType<ApiClient['listOffers']>> = {
    caps: { singleCapFen: 6400, yearCapLeftFen: 9800, marginCapFen: null, basisText: 'LTV 640 元的 10%' },
    budgets: [],
    eligible: [sampleOffer(), sampleOffer({ offerId: 'offer-2', headline: '精华试用装' })],
    refused: [
      {
        offerId: 'offer-9',
        name: '大额满减',
        headline: '满599减80',
        costFen: 8000,
        refusals: [{ code: 'over_ltv', ruleId: 'OFF-01', text: '成本 80 元超过上限 64 元' }],
        insteadOfferId: 'offer-2',
        insteadHeadline: '精华试用装',
        canAskException: true,
        exception: null,
      },
    ],
    sent: [sampleCoupon({ state: 'sent', sentAt: sampleNow })],
    noOfferText: null,
    decisionId: 'd1',
    dataAt: sampleNow,
  }

  it('stands in three groups with a coupon button on each eligible row', async () => {
    listOffers.mockResolvedValue(answer)
    await open(OffersPage)
    expect(wrapper.findAll('button').filter((element) => element.text() === '一键发券')).toHaveLength(2)
    await tap('不可发 1')
    expect(wrapper.text()).toContain('成本 80 元超过上限 64 元')
    expect(wrapper.text()).toContain('OFF-01')
    await tap('已发 1')
    expect(button('作废')).toBeDefined()
    await tap('作废')
    await tap('作废')
    await vi.waitFor(() => expect(world.log).toContain('void advisor'))
  })

  it('asks a manager for what only OFF-01 refuses, and offers the swap', async () => {
    const exception = {
      exceptionId: 'e1',
      status: 'requested' as const,
      reason: '大单成交',
      costFen: 8000,
      capFen: 6400,
      requestedBy: 'me',
      decidedBy: null,
      expiresAt: sampleNow + 1,
    }
    const asked = { ...answer, refused: answer.refused.map((offer) => ({ ...offer, exception })) }
    listOffers.mockResolvedValueOnce(answer).mockResolvedValue(asked)
    const request = vi.fn<ApiClient['requestOfferException']>(async () => ({ exception }))
    Object.assign(world.services.api, { requestOfferException: request })
    await open(OffersPage)
    await tap('不可发 1')
    expect(wrapper.text()).toContain('可改发：精华试用装')
    expect(button('改发')).toBeDefined()
    await tap('申请主管')
    await tap('大单成交')
    expect(request.mock.calls[0]?.[0]).toMatchObject({
      params: { offerId: 'offer-9' },
      body: { reason: '大单成交' },
    })
    expect(wrapper.text()).toContain('已申请')
    expect(button('申请主管')).toBeUndefined()
  })

  it('shows the failure with a retry that works', async () => {
    listOffers.mockRejectedValueOnce(offline()).mockResolvedValue(answer)
    await open(OffersPage)
    expect(wrapper.text()).toContain('优惠暂时取不到：网络断开')
    await tap('重试')
    expect(wrapper.text()).toContain('精华试用装')
  })

  it('never shows the former customer’s offers after a switch', async () => {
    listOffers.mockResolvedValueOnce(answer).mockReturnValue(new Promise(() => undefined))
    await open(OffersPage)
    world.chat.settle(wang)
    await flushPromises()
    expect(wrapper.text()).not.toContain('精华试用装')
    expect(listOffers.mock.calls[1]?.[0].params.externalUserId).toBe('wm-wang')
  })
})

describe('轨迹', () => {
  const item = (id: string, kind: 'order' | 'touch', at: number, title: string) => {
    return { id, kind, at, title, detail: null }
  }

  it('groups by day, filters by kind, loads more and says what it cannot see', async () => {
    getTimeline.mockResolvedValueOnce({
      past: [
        item('1', 'touch', sampleNow, '发话术'),
        item('2', 'order', sampleNow - 3_600_000, '订单 A90'),
        item('3', 'order', sampleNow - 10 * 86_400_000, '订单 A80'),
      ],
      future: [{ id: 'f', kind: 'future', at: sampleNow + 86_400_000, title: '补货提醒', detail: null }],
      nextBefore: sampleNow - 10 * 86_400_000,
      dataAt: sampleNow,
    })
    await open(TimelinePage)
    expect(wrapper.findAll('h2')).toHaveLength(3)
    expect(wrapper.text()).toContain('补货提醒')
    expect(wrapper.text()).toContain('看不到聊天原文；仅统计经本面板的发送')
    await tap('订单')
    expect(wrapper.text()).not.toContain('发话术')
    expect(wrapper.text()).not.toContain('补货提醒')
    getTimeline.mockResolvedValueOnce({
      past: [item('4', 'order', sampleNow - 40 * 86_400_000, '订单 A70')],
      future: [],
      nextBefore: null,
      dataAt: sampleNow,
    })
    await tap('更早的记录')
    expect(wrapper.text()).toContain('订单 A70')
    expect(button('更早的记录')).toBeUndefined()
  })
})

describe('话术', () => {
  const price = sampleScript({ scriptId: 'p', title: '嫌贵-价值拆解', objection: 'price' })
  const blocked = sampleScript({
    scriptId: 'b',
    title: '见证',
    blockedWords: [{ word: '最佳', kind: 'absolute', replacement: '更合适' }],
  })
  const missing = sampleScript({ scriptId: 'm', title: '逼单', text: null, missing: ['真实余量'] })

  beforeEach(() => {
    world.api.listScripts.mockResolvedValue({ scripts: [price, blocked, missing], words: [] })
  })
  const titles = () => wrapper.findAll('h3').map((title) => title.text())

  it('searches the whole library by pinyin, marks the hit, and filters', async () => {
    await open(ScriptsPage)
    await tap('收藏')
    expect(titles()).toEqual([])
    await vi.waitFor(async () => {
      await wrapper.get('input[type="search"]').setValue('jzcj')
      expect(titles()).toEqual(['嫌贵-价值拆解'])
    })
    expect(wrapper.get('mark').text()).toBe('价值拆解')
    await wrapper.get('input[type="search"]').setValue('')
    await tap('团队')
    await wrapper.get('select[aria-label="异议"]').setValue('price')
    expect(titles()).toEqual(['嫌贵-价值拆解'])
  })

  it('says why one cannot be sent', async () => {
    await open(ScriptsPage)
    await tap('团队')
    expect(wrapper.text()).toContain('含绝对化用语，不可发')
    expect(wrapper.text()).toContain('变量缺值，不可发')
    expect(wrapper.text()).not.toContain('最佳')
    for (const why of wrapper.findAll('button').filter((element) => element.text() === '看原因'))
      await why.trigger('click')
    expect(wrapper.text()).toContain('含绝对化用语「最佳」，不可发，建议「更合适」')
    expect(wrapper.text()).toContain('变量缺值：真实余量')
    const sends = wrapper.findAll('button').filter((element) => element.text() === '发送')
    expect(sends.map((element) => element.attributes('disabled') !== undefined)).toEqual([false, true, true])
  })

  it('stars a script and finds it among the favourites', async () => {
    await open(ScriptsPage)
    await tap('团队')
    await wrapper.get('button[aria-label="收藏 嫌贵-价值拆解"]').trigger('click')
    await tap('收藏')
    expect(titles()).toEqual(['嫌贵-价值拆解'])
  })
})
