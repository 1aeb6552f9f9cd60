import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { ApiError } from '../../../../src/app/api.ts'
import { useShownScripts } from '../../../../src/app/composables/scripts/useShownScripts.ts'
import { samplePanel, sampleScript } from '../../support/sample-panel.ts'
import { createWorld, li, offline, settle, wang, type World } from '../../support/panel-world.ts'

let world: World
let scope: EffectScope
let library: ReturnType<typeof useShownScripts>
const browser = { onLine: true }
beforeEach(async () => {
  browser.onLine = true
  vi.stubGlobal('navigator', browser)
  vi.stubGlobal('window', new EventTarget())
  world = createWorld()
  world.api.listScripts.mockResolvedValue({ scripts: [sampleScript()], words: [] })
  world.stand(li, samplePanel())
  scope = effectScope()
  scope.run(() => {
    library = useShownScripts(world.services)
  })
  await settle()
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})
const texts = () => library.shown.value?.scripts.map(({ text }) => text)
function goOnline(isOnline: boolean): void {
  browser.onLine = isOnline
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
}
async function switchTo(failure: ApiError): Promise<void> {
  world.api.listScripts.mockRejectedValueOnce(failure)
  world.stand(wang, samplePanel('wm-wang', '王芳'))
  await settle()
}

describe('the library without a connection', () => {
  it('stays as it is in the chat it was fetched for', async () => {
    expect(texts()).toEqual(['悦悦姐，玫瑰精华油皮也能用'])
    goOnline(false)
    await settle()
    expect(texts()).toEqual(['悦悦姐，玫瑰精华油皮也能用'])
  })

  it('is shown in the next chat without the former customer, and fetched once there is one', async () => {
    goOnline(false)
    await switchTo(offline())
    expect(library.status.value).toBe('failed')
    expect(texts()).toEqual(['您，玫瑰精华油皮也能用'])
    world.api.listScripts.mockResolvedValue({ scripts: [sampleScript({ text: '王芳，好' })], words: [] })
    goOnline(true)
    await settle()
    expect(texts()).toEqual(['王芳，好'])
  })

  it('shows nothing of the former customer while the next one is fetched', () => {
    world.api.listScripts.mockReturnValueOnce(new Promise(() => undefined))
    world.stand(wang, samplePanel('wm-wang', '王芳'))
    expect(texts()).toBeUndefined()
  })

  it('fails where the server itself says no', async () => {
    await switchTo(new ApiError('internal', 500, '服务出错'))
    expect(library.status.value).toBe('failed')
    expect(texts()).toBeUndefined()
  })
})
