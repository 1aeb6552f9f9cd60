// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../src/app/api.ts'
import { provideServices } from '../../../src/app/services.ts'
import SidebarApp from '../../../src/app/sidebar/SidebarApp.vue'
import type { Enquiry } from '../../../src/contract/enquiries.ts'
import type { NextStepView, Panel } from '../../../src/contract/panel.ts'
import type { IgnoredSuggestion } from '../../../src/contract/suggestions.ts'
import { sampleCadence, sampleNow, samplePanel, sampleScript } from '../support/sample-panel.ts'
import { createWorld, type World } from '../support/panel-world.ts'

const step = (change: Partial<NextStepView> = {}): NextStepView => ({
  ruleId: 'NBA-05',
  title: '打消顾虑',
  advice: '包邮 + 7天价保',
  evidence: ['浏览3次/7天未下单', '犹豫型更看重保障'],
  scriptStep: 'desire',
  detailRuleId: null,
  offerId: 'offer-2',
  urgencyName: '今天',
  urgencyWeight: 4,
  value: 5,
  score: 20,
  rankReason: '第1位：价值5(最怕买错)×紧急4(今天)=20',
  canDismiss: true,
  hasOwnCard: false,
  ...change,
})
const second = step({ ruleId: 'NBA-21', detailRuleId: 'SEG-06', title: '邀请首发', scriptStep: null })
const ignored: IgnoredSuggestion = {
  ruleId: 'NBA-05',
  title: '打消顾虑',
  kind: 'dismissed',
  reasonName: '太打扰',
  note: '',
  at: sampleNow,
  until: sampleNow + 86_400_000,
}
const enquiry = (change: Partial<Enquiry> = {}): Enquiry => ({
  about: 'price',
  startedAt: sampleNow,
  source: 'advisor',
  targetAt: sampleNow + 300_000,
  breachAt: sampleNow + 3_600_000,
  isEscalated: false,
  lines: [],
  ...change,
})
const desire = sampleScript({ scriptId: 'd1', step: 'desire', text: '这瓶能用60天' })

function panelWith(
  steps: NextStepView[],
  care: { enquiries?: Enquiry[]; ignored?: IgnoredSuggestion[] } = {},
) {
  const base = samplePanel()
  const aida = base.aida.status === 'ready' ? base.aida.data : []
  return samplePanel('wm-li', '李悦', {
    nextSteps: { status: 'ready', data: steps },
    care: { status: 'ready', data: { enquiries: care.enquiries ?? [], ignored: care.ignored ?? [] } },
    aida: {
      status: 'ready',
      data: aida.map((entry) => (entry.step === 'desire' ? { ...entry, variants: [desire] } : entry)),
    },
  })
}

let wrapper: VueWrapper
let world: World
const routes = {
  dismissSuggestion: vi.fn<ApiClient['dismissSuggestion']>(),
  snoozeSuggestion: vi.fn<ApiClient['snoozeSuggestion']>(),
  restoreSuggestion: vi.fn<ApiClient['restoreSuggestion']>(),
  startEnquiry: vi.fn<ApiClient['startEnquiry']>(),
  closeEnquiry: vi.fn<ApiClient['closeEnquiry']>(),
}

async function open(panel: Panel): Promise<void> {
  world = createWorld([panel])
  Object.assign(world.services.api, routes)
  const pinia = getActivePinia() as Pinia
  wrapper = mount(SidebarApp, {
    attachTo: document.body,
    global: { plugins: [pinia, (app) => provideServices(app, world.services)] },
  })
  await flushPromises()
}
beforeEach(() => {
  for (const route of Object.values(routes)) route.mockReset()
})
afterEach(() => {
  wrapper.unmount()
  location.hash = ''
})

const card = () => wrapper.get('section[aria-label="下一步"]')
const within = (label: string, name: string) =>
  wrapper
    .get(`section[aria-label="${label}"]`)
    .findAll('button')
    .find((element) => element.text().trim() === name)
async function tap(label: string, name: string): Promise<void> {
  await vi.waitFor(() => expect(within(label, name), name).toBeDefined(), { timeout: 5_000 })
  await within(label, name)?.trigger('click')
  await flushPromises()
}
/** The server's answer from now on. */
const serve = (panel: Panel) => world.api.getPanel.mockResolvedValue(panel)

describe('下一步', () => {
  it('counts, goes on, and says why in place', async () => {
    await open(panelWith([step(), second]))
    expect(card().text()).toContain('下一步 1/2')
    await tap('下一步', '详情')
    await vi.waitFor(() => expect(card().text()).toContain('第1位：价值5'))
    expect(card().text()).toContain('犹豫型更看重保障')
    await tap('下一步', '下一条')
    expect(card().text()).toContain('下一步 2/2')
    expect(card().text()).toContain('邀请首发')
    expect(card().text()).not.toContain('第1位：价值5')
    expect(wrapper.get('section[aria-label="推荐优惠"]').text()).toContain('精华试用装')
    await tap('下一步', '下一条')
    expect(card().text()).toContain('下一步 1/2')
  })

  it('先发话术 opens the talk of the step', async () => {
    await open(panelWith([second, step()]))
    expect(within('下一步', '先发话术')).toBeUndefined()
    await tap('下一步', '下一条')
    await tap('下一步', '先发话术')
    expect(wrapper.get('section[aria-label="话术"]').text()).toContain('这瓶能用60天')
    expect(wrapper.get('[aria-label="AIDA"] [aria-pressed="true"]').text()).toBe('D 欲望')
  })

  it('tells the server which step a talk carries out, once 先发话术 opened it', async () => {
    await open(panelWith([step(), second]))
    const sentRules = () => world.api.recordTouch.mock.calls.map(([{ body }]) => body.ruleId)
    const sent = (count: number) => vi.waitFor(() => expect(sentRules()).toHaveLength(count))
    await tap('话术', '发送')
    await sent(1)
    world.sending.sentAt = {}
    const reads = world.api.getPanel.mock.calls.length
    await tap('下一步', '先发话术')
    await tap('话术', '发送')
    await sent(2)
    await vi.waitFor(() => expect(world.api.getPanel.mock.calls.length).toBe(reads + 1))
    world.sending.sentAt = {}
    await tap('话术', 'D 欲望')
    await tap('话术', '发送')
    await sent(3)
    expect(sentRules()).toEqual([undefined, 'NBA-05', undefined])
  })

  it('leaves out what has a card of its own (NBA-18)', async () => {
    const quiz = step({ ruleId: 'NBA-18', title: '先发肤质测试', hasOwnCard: true })
    await open(panelWith([quiz, second]))
    expect(card().text()).toContain('邀请首发')
    expect(wrapper.text()).not.toContain('先发肤质测试')
    wrapper.unmount()
    await open(panelWith([quiz]))
    expect(wrapper.find('section[aria-label="下一步"]').exists()).toBe(false)
  })

  it('不合适 takes one tap on a reason; the next step follows and has the focus', async () => {
    await open(panelWith([step(), second]))
    routes.dismissSuggestion.mockResolvedValue({ ignored: [ignored] })
    serve(panelWith([second], { ignored: [ignored] }))
    await tap('下一步', '不合适')
    for (const name of ['不感兴趣', '刚买过', '太打扰', '推荐不准', '其他', '明天再说', '下个黄金时段'])
      await vi.waitFor(() => expect(within('下一步', name), name).toBeDefined())
    await tap('下一步', '太打扰')
    expect(routes.dismissSuggestion.mock.calls[0]?.[0]).toEqual({
      params: { externalUserId: 'wm-li', ruleId: 'NBA-05' },
      body: { reason: 'tooOften' },
    })
    expect(card().text()).toContain('邀请首发')
    expect(document.activeElement?.textContent).toContain('邀请首发')
  })

  it('brings back from 已忽略 with 恢复', async () => {
    await open(panelWith([second], { ignored: [ignored] }))
    routes.restoreSuggestion.mockResolvedValue({ ignored: [] })
    await vi.waitFor(() => expect(wrapper.text()).toContain('已忽略 (1)'), { timeout: 5_000 })
    await tap('已忽略', '已忽略 (1)')
    expect(wrapper.text()).toContain('太打扰 · 到 ')
    serve(panelWith([step(), second]))
    await tap('已忽略', '恢复')
    expect(routes.restoreSuggestion).toHaveBeenCalledTimes(1)
    expect(wrapper.text()).not.toContain('已忽略')
    expect(card().text()).toContain('打消顾虑')
  })

  it('keeps the step and offers a retry when the network fails', async () => {
    await open(panelWith([step()]))
    routes.snoozeSuggestion.mockRejectedValueOnce(new ApiError('offline', 0, '网络断开'))
    routes.snoozeSuggestion.mockResolvedValueOnce({ ignored: [{ ...ignored, kind: 'snoozed' }] })
    await tap('下一步', '不合适')
    await tap('下一步', '明天再说')
    expect(wrapper.text()).toContain('没有记下：网络断开')
    expect(card().text()).toContain('打消顾虑')
    world.act('重试')
    await flushPromises()
    expect(routes.snoozeSuggestion).toHaveBeenCalledTimes(2)
  })

  it('has no 不合适 for a complaint', async () => {
    await open(panelWith([step({ ruleId: 'NBA-02', canDismiss: false })]))
    expect(within('下一步', '不合适')).toBeUndefined()
  })
})

describe('她在等', () => {
  it('问价 starts the clock, 已回复 ends it', async () => {
    const asking = { status: 'ready' as const, data: sampleCadence({ isAsking: true }) }
    await open({ ...panelWith([step()]), cadence: asking })
    routes.startEnquiry.mockResolvedValue({ enquiries: [enquiry()], cadence: asking.data })
    serve({ ...panelWith([step()], { enquiries: [enquiry()] }), cadence: asking })
    await tap('关系与触达', '问价')
    expect(routes.startEnquiry.mock.calls[0]?.[0].body).toEqual({ about: 'price' })
    await vi.waitFor(() => expect(wrapper.text()).toContain('问价 还剩'), { timeout: 5_000 })
    expect(within('关系与触达', '问价')?.attributes('aria-pressed')).toBe('true')
    routes.closeEnquiry.mockResolvedValue({ enquiries: [], cadence: asking.data })
    serve({ ...panelWith([step()]), cadence: asking })
    await tap('她在等', '已回复')
    expect(routes.closeEnquiry.mock.calls[0]?.[0].body).toEqual({ about: 'price', outcome: 'answered' })
    expect(wrapper.find('section[aria-label="她在等"]').exists()).toBe(false)
  })

  it('sending something asks the server again', async () => {
    await open(panelWith([step()], { enquiries: [enquiry()] }))
    serve(panelWith([step()]))
    await tap('话术', '发送')
    await vi.waitFor(() => expect(wrapper.find('section[aria-label="她在等"]').exists()).toBe(false))
  })

  it('says when it cannot be read, and leaves the rest', async () => {
    await open({ ...panelWith([step()]), care: { status: 'failed', message: 'x' } })
    expect(wrapper.text()).toContain('她在等什么暂时取不到')
    expect(card().text()).toContain('打消顾虑')
  })

  it('a complaint shows its deadlines and ends with 投诉处理完', async () => {
    const complaint = enquiry({ about: 'complaint', targetAt: null, lines: ['15分钟内告知：还有3分钟'] })
    await open(panelWith([step({ ruleId: 'NBA-02', canDismiss: false })], { enquiries: [complaint] }))
    await vi.waitFor(() => expect(wrapper.text()).toContain('15分钟内告知：还有3分钟'), { timeout: 5_000 })
    routes.closeEnquiry.mockResolvedValue({ enquiries: [], cadence: sampleCadence() })
    await tap('她在等', '投诉处理完')
    expect(routes.closeEnquiry.mock.calls[0]?.[0].body).toEqual({ about: 'complaint', outcome: 'done' })
  })

  it('taking back 她在问 takes back the question too', async () => {
    const asking = { status: 'ready' as const, data: sampleCadence({ isAsking: true }) }
    await open({ ...panelWith([step()], { enquiries: [enquiry()] }), cadence: asking })
    routes.closeEnquiry.mockResolvedValue({ enquiries: [], cadence: sampleCadence() })
    await tap('关系与触达', '她在问')
    await vi.waitFor(() => expect(routes.closeEnquiry).toHaveBeenCalledTimes(1))
    expect(routes.closeEnquiry.mock.calls[0]?.[0].body).toEqual({ about: 'price', outcome: 'cancelled' })
  })
})
