import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope, type Ref } from 'vue'
import { useServerNow } from '../../../src/app/composables/useServerNow.ts'

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function start(dataAt: Ref<number>, isWanted: Ref<boolean>): Readonly<Ref<number>> {
  const now = scope.run(() =>
    useServerNow(
      () => dataAt.value,
      () => isWanted.value,
    ),
  )
  if (!now) throw new Error('the scope is over')
  return now
}

it('goes by the server, however far off this clock is', async () => {
  const [dataAt, isWanted] = [ref(5_000_000), ref(true)]
  const now = start(dataAt, isWanted)
  expect(now.value).toBe(5_000_000)
  vi.advanceTimersByTime(3_000)
  expect(now.value).toBe(5_003_000)
  dataAt.value = 6_000_000
  await nextTick()
  expect(now.value).toBe(6_000_000)
})

it('rests while nobody wants it and after its scope', async () => {
  const isWanted = ref(false)
  const now = start(ref(5_000_000), isWanted)
  vi.advanceTimersByTime(3_000)
  expect(now.value).toBe(5_000_000)
  isWanted.value = true
  await nextTick()
  expect(now.value).toBe(5_003_000)
  scope.stop()
  vi.advanceTimersByTime(3_000)
  expect(now.value).toBe(5_003_000)
  expect(vi.getTimerCount()).toBe(0)
})
