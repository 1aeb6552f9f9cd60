// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Chat } from '../../../src/app/host/bridge.ts'
import { provideServices } from '../../../src/app/services.ts'
import SidebarApp from '../../../src/app/sidebar/SidebarApp.vue'
import { sampleCoupon, sampleNow, sampleOffer, samplePanel, sampleScript } from '../support/sample-panel.ts'
import { createWorld, wang, type World } from '../support/panel-world.ts'
import { skinGroup, withGroup } from '../support/sample-group.ts'

let wrapper: VueWrapper

async function open(world: World): Promise<void> {
  const pinia = getActivePinia() as Pinia
  wrapper = mount(SidebarApp, {
    attachTo: document.body,
    global: { plugins: [pinia, (app) => provideServices(app, world.services)] },
  })
  await flushPromises()
}
afterEach(() => {
  wrapper.unmount()
  location.hash = ''
})

const button = (name: string) => wrapper.findAll('button').find((element) => element.text().trim() === name)
async function tap(name: string): Promise<void> {
  const found = button(name)
  if (!found) throw new Error(`no button ${name} in: ${wrapper.text()}`)
  await found.trigger('click')
  await flushPromises()
}
const shows = (text: string) => vi.waitFor(() => expect(wrapper.text()).toContain(text), { timeout: 5_000 })

describe('home', () => {
  it('shows who is here, with the exact words on the buttons', async () => {
    const world = createWorld()
    await open(world)
    expect(wrapper.get('h1').text()).toBe('李悦')
    for (const name of [
      '刷新',
      '她在问',
      '一键发券',
      '换一个',
      '为什么',
      '发送',
      '改一改',
      '复制',
      '首页',
      '话术',
      '优惠',
      '轨迹',
    ]) {
      expect(button(name), name).toBeDefined()
    }
    await shows('数据不足')
    expect(world.api.getPanel).toHaveBeenCalledTimes(1)
  })

  it('sends with one tap; 作废 takes two', async () => {
    const world = createWorld()
    await open(world)
    const sent = sampleCoupon({ state: 'sent', sentAt: sampleNow })
    const recommendation = { offers: [], noOffer: null, liveCouponId: sent.couponId }
    world.api.getPanel.mockResolvedValue(
      samplePanel('wm-li', '李悦', {
        recommendation: { status: 'ready', data: recommendation },
        recentCoupons: { status: 'ready', data: [sent] },
      }),
    )
    await tap('一键发券')
    await shows('已发 19:58')
    expect(button('一键发券')).toBeUndefined()
    expect(wrapper.text()).toContain('最近的券')
    await tap('作废')
    expect(world.api.voidCoupon).not.toHaveBeenCalled()
    expect(wrapper.text()).toContain('再点一次确认')
    await tap('作废')
    await vi.waitFor(() => expect(world.api.voidCoupon).toHaveBeenCalledTimes(1))
  })

  it('changes the offer and says why in place', async () => {
    await open(createWorld())
    await tap('换一个')
    expect(wrapper.text()).toContain('精华试用装')
    await tap('为什么')
    await shows('成本与上限')
    expect(wrapper.text()).toContain('NBA-05')
  })

  it('edits and sends in two taps', async () => {
    const world = createWorld()
    await open(world)
    await tap('改一改')
    await vi.waitFor(() => expect(wrapper.find('textarea').exists()).toBe(true))
    await wrapper.get('textarea').setValue('悦悦姐，新的一句')
    await tap('发送')
    await vi.waitFor(() => expect(world.host.send).toHaveBeenCalledTimes(1))
    expect(world.api.recordTouch.mock.calls[0]?.[0].body).toMatchObject({
      text: '悦悦姐，新的一句',
      isEdited: true,
    })
  })

  it('does not let an absolute word or an open placeholder out', async () => {
    await open(createWorld())
    await tap('改一改')
    await vi.waitFor(() => expect(wrapper.find('textarea').exists()).toBe(true))
    await wrapper.get('textarea').setValue('{称呼}，您好')
    expect(button('发送')?.attributes('disabled')).toBeDefined()
    await wrapper.get('textarea').setValue('这是最佳选择')
    expect(wrapper.text()).toContain('最佳')
    await tap('替换')
    expect(wrapper.get('textarea').element.value).toBe('这是更合适选择')
    expect(button('发送')?.attributes('disabled')).toBeUndefined()
  })

  it('a failed block stands alone with its retry', async () => {
    await open(createWorld([samplePanel('wm-li', '李悦', { lastOrder: { status: 'failed', message: 'x' } })]))
    await shows('订单暂时取不到')
    expect(button('一键发券')).toBeDefined()
    expect(button('重试')).toBeDefined()
  })

  it('a used coupon says so', async () => {
    const coupon = sampleCoupon({
      state: 'redeemed',
      redeemedAt: sampleNow,
      orderId: 'A95',
      discountFen: 1000,
    })
    await open(
      createWorld([samplePanel('wm-li', '李悦', { recentCoupons: { status: 'ready', data: [coupon] } })]),
    )
    expect(wrapper.text()).toContain('已核销')
    expect(wrapper.text()).toContain('她用了，订单 A95，省 10 元')
  })
})

describe('another chat', () => {
  it('repaints for the new customer and moves the focus to the name', async () => {
    const world = createWorld()
    await open(world)
    world.chats.splice(0, 1, wang)
    window.dispatchEvent(new Event('focus'))
    await flushPromises()
    await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('王芳'))
    expect(wrapper.text()).not.toContain('李悦')
    expect(document.activeElement?.textContent).toBe('王芳')
  })

  it('of a group shows the group, its scripts to send, and no customer', async () => {
    const world = createWorld()
    withGroup(world)
    const group = sampleScript({ scriptId: 'g', title: '群公告', scene: 'group', text: '各位好' })
    world.api.listScripts.mockResolvedValue({ scripts: [group], words: [] })
    world.chats.splice(0, 1, skinGroup)
    await open(world)
    await shows('建群清单')
    expect(wrapper.get('h1').text()).toBe('护肤交流群')
    expect(world.api.getPanel).not.toHaveBeenCalled()
    expect(button('一键发券')).toBeUndefined()
    await tap('话术')
    await shows('群公告')
    expect(world.api.listScripts.mock.lastCall?.[0]).toEqual({ query: { scene: 'group' } })
    await tap('发送')
    await vi.waitFor(() => expect(world.host.send).toHaveBeenCalledTimes(1))
    await tap('优惠')
    expect(wrapper.text()).toContain('群聊里不发个人券')
    await tap('轨迹')
    expect(wrapper.text()).toContain('群聊里不显示个人轨迹')
  })

  it('customer, group, another group, customer: nothing of a former one stays', async () => {
    const world = createWorld()
    const api = withGroup(world)
    await open(world)
    const moveTo = async (chat: Chat): Promise<void> => {
      world.chats.splice(0, 1, chat)
      window.dispatchEvent(new Event('focus'))
      await flushPromises()
    }
    await moveTo(skinGroup)
    await shows('建群清单')
    expect(wrapper.text()).not.toContain('李悦')
    expect(document.activeElement?.textContent).toBe('护肤交流群')
    expect(world.sending.toast.text).toBe('已切换为 护肤交流群')
    const said = world.sending.toast.id
    await moveTo({ kind: 'group', chatId: 'wr-foreign' })
    await shows('看不到这个群')
    expect(world.sending.toast.id).toBe(said)
    expect(wrapper.get('h1').text()).toBe('客户群')
    expect(wrapper.get('main').text()).not.toContain('建群清单')
    expect(api.getGroupPanel).toHaveBeenCalledTimes(2)
    await moveTo(wang)
    await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe('王芳'))
    expect(wrapper.text()).not.toContain('看不到这个群')
  })

  it.each([
    ['no chat', { kind: 'none', entry: 'normal' } as const, '请从与客户的聊天窗口打开'],
    ['a stranger', { kind: 'single', externalUserId: 'wm-else' } as const, '不是你的客户'],
    [
      'a refused signature',
      { kind: 'none', entry: null, problem: { reason: 'signature', raw: 'invalid signature' } } as const,
      '页面签名没有通过（invalid signature）',
    ],
  ])('%s', async (_name, chat, text) => {
    const world = createWorld()
    world.chats.splice(0, 1, chat)
    await open(world)
    await shows(text)
    expect(button('一键发券')).toBeUndefined()
  })
})

it('asks for a reason in place and sends with it', async () => {
  const world = createWorld()
  await open(world)
  const { ApiError } = await import('../../../src/app/api.ts')
  world.api.issueCoupon.mockRejectedValueOnce(new ApiError('needs_reason', 422, '本周已触达 4/4 次'))
  await tap('一键发券')
  await shows('仍然发送')
  expect(button('仍然发送')?.attributes('disabled')).toBeDefined()
  await wrapper.get('input[value="agreed"]').setValue(true)
  await tap('仍然发送')
  await vi.waitFor(() => expect(world.host.send).toHaveBeenCalledTimes(1))
  expect(world.api.issueCoupon.mock.calls[1]?.[0].body).toMatchObject({
    offerId: sampleOffer().offerId,
    override: { kind: 'agreed' },
  })
})
