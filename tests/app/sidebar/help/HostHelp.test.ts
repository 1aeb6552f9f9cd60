// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Chat, Host } from '../../../../src/app/host/bridge.ts'
import { hostHelp } from '../../../../src/app/host/help.ts'
import { provideServices } from '../../../../src/app/services.ts'
import HostHelp from '../../../../src/app/sidebar/help/HostHelp.vue'
import { useSendingStore } from '../../../../src/app/stores/sending.ts'
import { useSessionStore } from '../../../../src/app/stores/session.ts'

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

function open(chat: Extract<Chat, { kind: 'none' }>, isCopied = true) {
  const pinia = createPinia()
  const session = { userId: 'lin', name: '林溪', role: 'advisor', corpId: 'ww1', agentId: '1' } as const
  useSessionStore(pinia).start({
    session: { ...session, storeName: '', timeZone: 'Asia/Shanghai' },
    signature: null,
    problem: null,
  })
  const copy = vi.fn<Host['copy']>(async () => isCopied)
  const services = {
    install: (app: Parameters<typeof provideServices>[0]) =>
      provideServices(app, { host: { copy } as unknown as Host, api: {} as never }),
  }
  wrapper = mount(HostHelp, { props: { chat }, global: { plugins: [pinia, services] } })
  return { copy, sending: useSendingStore(pinia) }
}

describe('HostHelp', () => {
  it('says how to open the panel from a chat', () => {
    open({ kind: 'none', entry: 'normal' })
    for (const step of hostHelp.entry.steps) expect(wrapper.text()).toContain(step)
  })

  it("gives the administrator the host's own words, the entry and the member to copy, and no customer", async () => {
    const problem = { reason: 'permission', raw: 'getCurExternalContact:no permission' } as const
    const { copy, sending } = open({ kind: 'none', entry: 'single_chat_tools', problem })
    for (const step of hostHelp.permission.admin) expect(wrapper.text()).toContain(step)
    await wrapper.get('button').trigger('click')
    await flushPromises()
    const [[report] = []] = copy.mock.calls
    expect(report).toContain('getCurExternalContact:no permission')
    expect(report).toContain('single_chat_tools')
    expect(report).toContain('lin')
    expect(sending.toast?.text).toContain('已复制')
  })

  it('says so when nothing could be copied', async () => {
    const { sending } = open({ kind: 'none', entry: null }, false)
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(sending.toast?.text).toContain('没有复制成功')
  })
})
