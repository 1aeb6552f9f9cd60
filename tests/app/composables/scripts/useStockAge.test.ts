// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useScripts } from '../../../../src/app/composables/useScripts.ts'
import { useStockAge } from '../../../../src/app/composables/scripts/useStockAge.ts'
import type { Panel } from '../../../../src/contract/panel.ts'
import { sampleNow, samplePanel, sampleScript } from '../../support/sample-panel.ts'
import { createWorld, li, offline, settle, type World } from '../../support/panel-world.ts'

const day = 86_400_000
/** Read so long ago that it is live for ten more minutes. */
const stock = { count: 17, at: sampleNow - day + 600_000 }
const counting = sampleScript({
  body: '还剩{余量}份',
  text: '还剩17份',
  variables: [{ name: '余量', value: '17' }],
  stock,
})
const plain = sampleScript({ scriptId: 'plain' })
const aida: Panel['aida'] = {
  status: 'ready',
  data: [{ step: 'action', name: 'A 行动', variants: [counting, plain] }],
}

let world: World
let scope: EffectScope
/** The phone's clock is a year off; only the server's counts. */
const phoneNow = sampleNow - 365 * day

beforeEach(async () => {
  vi.useFakeTimers({ now: phoneNow })
  world = createWorld([])
  world.api.listScripts.mockResolvedValue({ scripts: [counting, plain], words: [] })
  world.stand(li, samplePanel('wm-li', '李悦', { aida }))
  scope = effectScope()
  scope.run(() => useStockAge(world.services))
  await settle()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})
const shown = () => {
  const block = world.customer.panel?.aida
  const onHome = block?.status === 'ready' ? block.data.flatMap(({ variants }) => variants) : []
  return [...onHome, ...(useScripts(world.services).data.value?.scripts ?? [])].map(({ text }) => text)
}
const all = ['还剩17份', plain.text, '还剩17份', plain.text]
const hidden = [null, plain.text, null, plain.text]

describe('stock on the screen', () => {
  it('is there to the last millisecond of its day and gone after it, on Home and in the library', async () => {
    world.api.getPanel.mockRejectedValue(offline())
    await vi.advanceTimersByTimeAsync(600_000)
    expect(shown()).toEqual(all)
    expect(world.api.getPanel).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(shown()).toEqual(hidden)
    expect(world.api.getPanel).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(world.api.getPanel).toHaveBeenCalledTimes(1)
  })

  it('comes back with the answer that knows a newer one', async () => {
    const newer = { ...counting, text: '还剩9份', stock: { count: 9, at: sampleNow + 600_000 } }
    const data = [{ step: 'action' as const, name: 'A 行动', variants: [newer] }]
    world.api.getPanel.mockResolvedValue(
      samplePanel('wm-li', '李悦', { aida: { status: 'ready', data }, dataAt: sampleNow + 600_002 }),
    )
    world.api.listScripts.mockResolvedValue({ scripts: [newer], words: [] })
    await vi.advanceTimersByTimeAsync(600_001)
    await settle()
    expect(shown()).toEqual(['还剩9份', '还剩9份'])
  })

  it('is looked at when the page is seen again after a sleep', async () => {
    world.api.getPanel.mockRejectedValue(offline())
    vi.setSystemTime(phoneNow + 2 * day)
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect(shown()).toEqual(hidden)
  })
})
