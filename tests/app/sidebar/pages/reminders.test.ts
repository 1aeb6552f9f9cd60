// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../../../src/app/api.ts'
import { provideServices } from '../../../../src/app/services.ts'
import SidebarApp from '../../../../src/app/sidebar/SidebarApp.vue'
import TimelinePage from '../../../../src/app/sidebar/pages/TimelinePage.vue'
import { sampleCadence, sampleNow, samplePanel } from '../../support/sample-panel.ts'
import { createWorld, li, offline, type World } from '../../support/panel-world.ts'

let world: World
let wrapper: VueWrapper
beforeEach(() => {
  localStorage.clear()
})
afterEach(() => wrapper.unmount())

async function open(page: typeof SidebarApp | typeof TimelinePage): Promise<void> {
  const pinia = getActivePinia() as Pinia
  const plugins = [
    pinia,
    (app: Parameters<typeof provideServices>[0]) => provideServices(app, world.services),
  ]
  wrapper = mount(page, { attachTo: document.body, global: { plugins } })
  await flushPromises()
}

describe('a full week', () => {
  beforeEach(() => {
    const warnings = [{ ruleId: 'CAD-02', text: '本周已触达 4/4 次，再发易被屏蔽' }]
    const cadence = { status: 'ready' as const, data: sampleCadence({ warnings }) }
    world = createWorld([{ ...samplePanel(), cadence }])
  })
  const question = () => vi.waitFor(() => wrapper.get('[role=alertdialog]'), { timeout: 5_000 })
  async function askToSend() {
    const send = wrapper.findAll('button').find((button) => button.text().trim() === '发送')
    await send?.trigger('click')
    return question()
  }

  it('offers 改约, which sets a reminder and sends nothing', async () => {
    await open(SidebarApp)
    const box = await askToSend()
    const later = box.findAll('button').find((button) => button.text().startsWith('改约'))
    await later?.trigger('click')
    await vi.waitFor(() => expect(world.sending.toast.text).toMatch(/^已改约 .*，现在先不发$/))
    expect(world.api.setReminder).toHaveBeenCalledTimes(1)
    expect(wrapper.find('[role=alertdialog]').exists()).toBe(false)
    expect(world.host.send).not.toHaveBeenCalled()
  })

  it('is left by Esc without a reminder', async () => {
    await open(SidebarApp)
    const box = await askToSend()
    await box.trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(wrapper.find('[role=alertdialog]').exists()).toBe(false)
    expect(world.api.setReminder).not.toHaveBeenCalled()
  })
})

describe('the future of the timeline', () => {
  const getTimeline = vi.fn<ApiClient['getTimeline']>(async () => ({
    past: [],
    future: [
      { id: 'future:birthday', kind: 'future', at: sampleNow + 1, title: '生日', detail: null },
      { id: 'future:reminder:rem-1', kind: 'future', at: sampleNow + 2, title: '我 改约联系', detail: null },
    ],
    nextBefore: null,
    dataAt: sampleNow,
  }))
  beforeEach(() => {
    world = createWorld()
    Object.assign(world.services.api, { getTimeline })
    world.stand(li, samplePanel())
  })

  it('ends a reminder in one tap and takes it off the list', async () => {
    await open(TimelinePage)
    expect(wrapper.findAll('button[aria-label$=改约]')).toHaveLength(2)
    await wrapper.get('button[aria-label=完成改约]').trigger('click')
    await flushPromises()
    expect(world.api.endReminder.mock.calls[0]?.[0]).toEqual({
      params: { externalUserId: 'wm-li', reminderId: 'rem-1' },
      body: { outcome: 'done' },
    })
    expect(wrapper.text()).toContain('生日')
    expect(wrapper.text()).not.toContain('改约联系')
  })

  it('keeps it when the server was not told', async () => {
    world.api.endReminder.mockRejectedValueOnce(offline())
    await open(TimelinePage)
    await wrapper.get('button[aria-label=取消改约]').trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('改约联系')
    expect(world.notice()).toBe('改约没有改动：网络断开')
  })
})
