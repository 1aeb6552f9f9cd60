// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { getActivePinia, type Pinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SendOutcome } from '../../../../src/app/host/bridge.ts'
import { provideServices } from '../../../../src/app/services.ts'
import SidebarApp from '../../../../src/app/sidebar/SidebarApp.vue'
import { aidaNames, aidaSteps } from '../../../../src/domain/scripts/script.ts'
import { samplePanel, sampleScript } from '../../support/sample-panel.ts'
import { createWorld, li, wang, type World } from '../../support/panel-world.ts'

/** The same four scripts for everybody: what is known of one customer must not count for another. */
const aida = (name: string) => ({
  status: 'ready' as const,
  data: aidaSteps.map((step) => ({
    step,
    name: aidaNames[step],
    variants: [sampleScript({ scriptId: step, step, text: `${name}，${step}` })],
  })),
})

let wrapper: VueWrapper
let world: World
beforeEach(async () => {
  world = createWorld([
    samplePanel('wm-li', '李悦', { aida: aida('李悦') }),
    samplePanel('wm-wang', '王芳', { aida: aida('王芳') }),
  ])
  const pinia = getActivePinia() as Pinia
  wrapper = mount(SidebarApp, {
    attachTo: document.body,
    global: { plugins: [pinia, (app) => provideServices(app, world.services)] },
  })
  await vi.waitFor(() => expect(wrapper.text()).toContain('四步已发 0/4'))
})
afterEach(() => {
  wrapper.unmount()
  vi.clearAllMocks()
})

const chainButton = () =>
  wrapper.findAll('button').find((element) => /^(全部发送|发下一步)/.test(element.text().trim()))
async function goTo(chat: typeof li, name: string): Promise<void> {
  world.chats.splice(0, 2, chat)
  window.dispatchEvent(new Event('focus'))
  await flushPromises()
  await vi.waitFor(() => expect(wrapper.get('h1').text()).toBe(name))
  await vi.waitFor(() => expect(chainButton()).toBeDefined())
}
const sentTexts = () =>
  vi
    .mocked(world.host.send)
    .mock.calls.map(([message]) => (message.msgtype === 'text' ? message.text.content : ''))
const begin = () => chainButton()?.trigger('click')
const chain = () => [wrapper.text().match(/四步已发 \d\/4/)?.[0], chainButton()?.text().trim()]

describe('a chain and another customer', () => {
  it('goes on step by step for the one it was begun for', async () => {
    await begin()
    await vi.waitFor(() => expect(chain()).toEqual(['四步已发 1/4', '发下一步：I 兴趣']))
    expect(sentTexts()).toEqual(['李悦，attention'])
  })

  it('ends with the switch: nothing goes to the next customer, who begins at the first step', async () => {
    await begin()
    await vi.waitFor(() => expect(chain()[0]).toBe('四步已发 1/4'))
    await goTo(wang, '王芳')
    expect(chain()).toEqual(['四步已发 0/4', '全部发送（逐步点）'])
    expect(wrapper.text()).toContain('王芳，attention')
    expect(sentTexts()).toEqual(['李悦，attention'])
    await begin()
    await vi.waitFor(() => expect(chain()[0]).toBe('四步已发 1/4'))
    expect(sentTexts()).toEqual(['李悦，attention', '王芳，attention'])
    await goTo(li, '李悦')
    expect(chain()).toEqual(['四步已发 0/4', '全部发送（逐步点）'])
  })

  it('ends while its step is still on its way', async () => {
    let accept = (_outcome: SendOutcome): void => undefined
    world.world.outcome = new Promise((resolve) => (accept = resolve))
    await begin()
    await vi.waitFor(() => expect(sentTexts()).toHaveLength(1))
    await goTo(wang, '王芳')
    accept({ is: 'accepted' })
    await flushPromises()
    expect(chain()).toEqual(['四步已发 0/4', '全部发送（逐步点）'])
    expect(sentTexts()).toEqual(['李悦，attention'])
  })

  it('ends while its step is still being recorded', async () => {
    const record = world.api.recordTouch.getMockImplementation()
    let go = (): void => undefined
    const held = new Promise<void>((resolve) => (go = resolve))
    world.api.recordTouch.mockImplementationOnce(async (input) => {
      await held
      if (!record) throw new Error('nothing records')
      return record(input)
    })
    await begin()
    await vi.waitFor(() => expect(world.api.recordTouch).toHaveBeenCalledTimes(1))
    await goTo(wang, '王芳')
    go()
    await flushPromises()
    expect(chain()).toEqual(['四步已发 0/4', '全部发送（逐步点）'])
  })
})
