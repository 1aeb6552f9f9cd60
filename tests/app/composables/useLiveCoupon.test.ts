// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useLiveCoupon } from '../../../src/app/composables/useLiveCoupon.ts'
import { sampleCoupon, sampleNow, samplePanel } from '../support/sample-panel.ts'
import { createWorld, li, offline, wang, type World } from '../support/panel-world.ts'

let world: World
let scope: EffectScope
let visibility = 'visible'

function panelWith(...coupons: ReturnType<typeof sampleCoupon>[]) {
  return samplePanel('wm-li', '李悦', { recentCoupons: { status: 'ready', data: coupons } })
}
const asked = () => world.api.getChanges.mock.calls.length

beforeEach(() => {
  vi.useFakeTimers()
  visibility = 'visible'
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
  world = createWorld()
  scope = effectScope(true)
  scope.run(() => useLiveCoupon(world.services))
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

async function look(state: string): Promise<void> {
  visibility = state
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(0)
}

describe('asking every four seconds', () => {
  it('begins with a live coupon, from the time of the panel', async () => {
    world.stand(li, panelWith(sampleCoupon({ state: 'sent' })))
    await vi.advanceTimersByTimeAsync(3_999)
    expect(asked()).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(asked()).toBe(1)
    expect(world.api.getChanges.mock.calls[0]?.[0].query?.since).toBe(sampleNow)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(asked()).toBe(3)
  })

  it('does not happen without one', async () => {
    world.stand(li, panelWith(sampleCoupon({ state: 'redeemed' })))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked()).toBe(0)
  })

  it('stops while nobody looks and asks at once on return', async () => {
    world.stand(li, panelWith(sampleCoupon({ state: 'sent' })))
    await vi.advanceTimersByTimeAsync(4_000)
    await look('hidden')
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked()).toBe(1)
    await look('visible')
    expect(asked()).toBe(2)
  })

  it('goes on after a failure', async () => {
    world.stand(li, panelWith(sampleCoupon({ state: 'sent' })))
    world.api.getChanges.mockRejectedValueOnce(offline())
    await vi.advanceTimersByTimeAsync(8_000)
    expect(asked()).toBe(2)
  })

  it('stops with the customer', async () => {
    world.stand(li, panelWith(sampleCoupon({ state: 'sent' })))
    world.chat.settle(wang)
    world.customer.leave()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(asked()).toBe(0)
  })
})

it('shows a redeemed coupon, says so and stops', async () => {
  world.stand(li, panelWith(sampleCoupon({ state: 'claimed' })))
  const redeemed = sampleCoupon({ state: 'redeemed', redeemedAt: sampleNow, orderId: 'A95' })
  world.api.getChanges.mockResolvedValueOnce({ coupons: [redeemed], now: sampleNow + 1 })
  world.api.getPanel.mockResolvedValue(panelWith(redeemed))
  await vi.advanceTimersByTimeAsync(4_000)
  const block = world.customer.panel?.recentCoupons
  expect(block?.status === 'ready' && block.data[0]?.state).toBe('redeemed')
  expect(world.sending.toast.text).toBe('她用了')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(asked()).toBe(1)
})
