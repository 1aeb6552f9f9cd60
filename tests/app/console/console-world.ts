import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { vi } from 'vitest'
import type { Component } from 'vue'
import type { ApiClient } from '../../../src/app/api.ts'
import { createClock, provideClock } from '../../../src/app/composables/useClock.ts'
import type { Host } from '../../../src/app/host/bridge.ts'
import { provideServices } from '../../../src/app/services.ts'
import { useSessionStore } from '../../../src/app/stores/session.ts'
import type { Session } from '../../../src/contract/session.ts'

export const admin: Session = {
  userId: 'boss',
  name: '周店长',
  role: 'admin',
  corpId: 'ww1',
  agentId: '1000002',
  storeName: '花间',
  timeZone: 'Asia/Shanghai',
}

/** A console's page with a server in memory, signed in. */
export function openPage(
  page: Component,
  api: Partial<ApiClient>,
  { props = {}, session = admin }: { props?: object; session?: Session } = {},
): { wrapper: VueWrapper; copy: ReturnType<typeof vi.fn<Host['copy']>> } {
  const pinia = createPinia()
  useSessionStore(pinia).start({ session, signature: null, problem: null })
  const copy = vi.fn<Host['copy']>(async () => true)
  const provider = {
    install(app: Parameters<typeof provideServices>[0]) {
      provideServices(app, { host: { copy } as unknown as Host, api: api as ApiClient })
      provideClock(
        app,
        createClock(session.timeZone, () => Date.UTC(2026, 2, 10, 12)),
      )
    },
  }
  const wrapper = mount(page, {
    attachTo: document.body,
    props,
    global: { plugins: [pinia, provider] },
  })
  return { wrapper, copy }
}
