import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { ApiError } from '../../../src/app/api.ts'
import { useScripts } from '../../../src/app/composables/useScripts.ts'
import { sampleNow, samplePanel, sampleScript } from '../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../support/panel-world.ts'

const minute = 60_000
let world: World
let scope: EffectScope
let library: ReturnType<typeof useScripts>

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: sampleNow })
  world = createWorld()
  world.api.listScripts.mockResolvedValue({ scripts: [sampleScript({ text: '旧' })], words: [] })
  world.stand(li, samplePanel())
  scope = effectScope()
  scope.run(() => {
    library = useScripts(world.services)
  })
  await settle()
  world.api.listScripts.mockClear()
  world.api.listScripts.mockResolvedValue({ scripts: [sampleScript({ text: '新' })], words: [] })
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})
const texts = () => library.data.value?.scripts.map(({ text }) => text)

describe('the library', () => {
  it('comes again with the panel, once for each new answer', async () => {
    world.customer.show(samplePanel('wm-li', '李悦', { dataAt: sampleNow + 1 }))
    await settle()
    expect(texts()).toEqual(['新'])
    expect(world.api.listScripts).toHaveBeenCalledTimes(1)
    world.customer.patch('wm-li', (panel) => ({ ...panel, isStale: true }))
    await settle()
    expect(world.api.listScripts).toHaveBeenCalledTimes(1)
  })

  it('is asked for once where the customer changes', async () => {
    world.stand(wang, samplePanel('wm-wang', '王芳', { dataAt: sampleNow + 1 }))
    await settle()
    expect(world.api.listScripts.mock.calls.map(([input]) => input)).toEqual([
      { query: { externalUserId: 'wm-wang' } },
    ])
  })

  it.each([
    [3 * minute - 1, 0],
    [3 * minute, 0],
    [3 * minute + 1, 1],
  ])('opened %i ms after it came is asked for %i times', async (age, times) => {
    vi.setSystemTime(sampleNow + age)
    library.refreshOlderThan(3 * minute)
    await settle()
    expect(world.api.listScripts).toHaveBeenCalledTimes(times)
    library.refreshOlderThan(3 * minute)
    await settle()
    expect(world.api.listScripts).toHaveBeenCalledTimes(times)
  })

  it.each([offline(), new ApiError('internal', 500, '服务出错')])(
    'stays on the screen while it cannot be asked for anew',
    async (failure) => {
      world.api.listScripts.mockRejectedValueOnce(failure)
      await library.reload()
      expect([library.status.value, texts()]).toEqual(['ready', ['旧']])
      await library.reload()
      expect(texts()).toEqual(['新'])
    },
  )
})
