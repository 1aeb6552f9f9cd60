// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { bridgeReady } from '../../../src/app/host/ready.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(window, 'WeixinJSBridge')
})

it('announces a bridge that came without its event, because the SDK waits for the event only', async () => {
  const heard = vi.fn()
  document.addEventListener('WeixinJSBridgeReady', heard)
  const ready = bridgeReady(5_000)
  await vi.advanceTimersByTimeAsync(1_000)
  Object.assign(window, { WeixinJSBridge: {} })
  await vi.advanceTimersByTimeAsync(100)
  expect(await ready).toBe(true)
  expect(heard).toHaveBeenCalledTimes(1)
})

it('does not announce twice', async () => {
  const heard = vi.fn()
  document.addEventListener('WeixinJSBridgeReady', heard)
  const ready = bridgeReady(5_000)
  document.dispatchEvent(new Event('WeixinJSBridgeReady'))
  expect(await ready).toBe(true)
  expect(heard).toHaveBeenCalledTimes(1)
})

it('gives up when none comes', async () => {
  const ready = bridgeReady(500)
  await vi.advanceTimersByTimeAsync(500)
  expect(await ready).toBe(false)
})
