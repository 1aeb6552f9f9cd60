// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wechatDevice, wecomDevice } from '../../../src/simulator/protocol/user-agents.ts'
import { defaultSwitches } from '../../../src/simulator/protocol/switches.ts'
import { installBridge } from '../../../src/simulator/window/bridge/install-bridge.ts'
import type { FrameMessage, FrameProfile } from '../../../src/simulator/window/bridge/messages.ts'
import type { WeixinJsBridge } from '../../../src/simulator/window/bridge/weixin-js-bridge.ts'

type BridgePage = Window & { WeixinJSBridge?: WeixinJsBridge }

/** A page with just what the bridge touches, its parent recording what is posted. */
function framedPage(name: string, profile: Partial<FrameProfile> | null = {}) {
  const posted: FrameMessage[] = []
  const parent = {
    postMessage: (message: FrameMessage) => posted.push(structuredClone(message)),
    ...(profile === null
      ? {}
      : {
          __zhikeSimulator: {
            frameProfile: (): FrameProfile => ({
              device: wecomDevice(defaultSwitches),
              bridge: 'present',
              bridgeDelayMs: 0,
              ...profile,
            }),
          },
        }),
  }
  const target = new EventTarget()
  const page = Object.assign(target, {
    name,
    parent,
    navigator: { userAgent: 'plain', platform: 'plain', maxTouchPoints: 1 },
    location: { href: 'http://localhost/?a=1#/x', origin: 'http://localhost' },
    document: new EventTarget(),
    setTimeout: (task: () => void, delayMs: number) => setTimeout(task, delayMs),
  }) as unknown as BridgePage
  const receive = (data: unknown, source: unknown = parent) =>
    target.dispatchEvent(Object.assign(new Event('message'), { data, source }))
  return { page, posted, receive }
}

afterEach(() => vi.useRealTimers())

describe('installBridge', () => {
  it('touches nothing outside the simulator’s frames', () => {
    const foreign = framedPage('zhike-sim:panel', null)
    const named = framedPage('another frame')
    const top = framedPage('zhike-sim:panel')
    Object.assign(top.page, { parent: top.page })
    for (const { page, posted } of [foreign, named, top]) {
      installBridge(page)
      expect(page.WeixinJSBridge).toBeUndefined()
      expect(page.navigator.userAgent).toBe('plain')
      expect(posted).toEqual([])
    }
  })

  it('wears the device and is there at once', () => {
    const { page, posted } = framedPage('zhike-sim:panel')
    installBridge(page)
    expect(page.navigator.userAgent).toMatch(/wxwork\/5\.0\.11/)
    expect([page.navigator.platform, page.navigator.maxTouchPoints]).toEqual(['Win32', 0])
    expect(page.WeixinJSBridge).toBeDefined()
    expect(posted).toEqual([{ source: 'zhike-bridge', kind: 'hello' }])
  })

  it('is a WeChat without a bridge on the customer’s phone', () => {
    const { page } = framedPage('zhike-sim:phone', { device: wechatDevice(), bridge: 'absent' })
    installBridge(page)
    expect(page.navigator.userAgent).toMatch(/MicroMessenger/)
    expect(page.navigator.userAgent).not.toMatch(/wxwork/)
    expect(page.WeixinJSBridge).toBeUndefined()
  })

  it('comes late with its event', () => {
    vi.useFakeTimers()
    const { page } = framedPage('zhike-sim:panel', { bridge: 'late', bridgeDelayMs: 500 })
    const ready = vi.fn()
    page.document.addEventListener('WeixinJSBridgeReady', ready)
    installBridge(page)
    vi.advanceTimersByTime(499)
    expect([page.WeixinJSBridge, ready.mock.calls.length]).toEqual([undefined, 0])
    vi.advanceTimersByTime(1)
    expect(page.WeixinJSBridge).toBeDefined()
    expect(ready).toHaveBeenCalledTimes(1)
  })
})

describe('invoke', () => {
  const answer = (id: number, reply: object) => ({ source: 'zhike-simulator', kind: 'reply', id, reply })

  it('strips functions, says where it was called and answers once', () => {
    const { page, posted, receive } = framedPage('zhike-sim:panel')
    installBridge(page)
    const callback = vi.fn()
    page.WeixinJSBridge?.invoke('getContext', { a: 1, success: () => 1, gone: undefined }, callback)
    expect(posted[1]).toEqual({
      source: 'zhike-bridge',
      kind: 'invoke',
      id: 1,
      name: 'getContext',
      params: { a: 1 },
      url: 'http://localhost/?a=1#/x',
    })
    expect(callback).not.toHaveBeenCalled()
    receive(answer(1, { errmsg: 'ok' }))
    receive(answer(1, { errmsg: 'again' }))
    expect(callback.mock.calls).toEqual([[{ errmsg: 'ok' }]])
    const reply = callback.mock.calls[0]?.[0] as Record<string, unknown>
    reply['errMsg'] = 'getContext:ok'
    expect(reply).toEqual({ errmsg: 'ok', errMsg: 'getContext:ok' })
  })

  it('listens to its own window only', () => {
    const { page, receive } = framedPage('zhike-sim:panel')
    installBridge(page)
    const callback = vi.fn()
    page.WeixinJSBridge?.invoke('getContext', {}, callback)
    receive(answer(1, {}), { other: true })
    receive({ kind: 'reply', id: 1, reply: {} })
    receive(null)
    expect(callback).not.toHaveBeenCalled()
  })

  it('is swallowed when the bridge is silent', () => {
    const { page, posted } = framedPage('zhike-sim:panel', { bridge: 'silent' })
    installBridge(page)
    page.WeixinJSBridge?.invoke('getContext', {}, () => undefined)
    expect(posted.map((message) => message.kind)).toEqual(['hello'])
  })

  it('hands events to their listeners and reports one that forbids', () => {
    const { page, posted, receive } = framedPage('zhike-sim:panel')
    installBridge(page)
    const back = vi.fn()
    page.WeixinJSBridge?.on('historyBack', back)
    receive({ source: 'zhike-simulator', kind: 'event', name: 'historyBack' })
    receive({ source: 'zhike-simulator', kind: 'event', name: 'other' })
    expect(back).toHaveBeenCalledTimes(1)
    expect(posted.at(-1)).toMatchObject({ name: 'other', isBlocked: false })
    page.WeixinJSBridge?.on('historyBack', () => false)
    receive({ source: 'zhike-simulator', kind: 'event', name: 'historyBack' })
    expect(posted.at(-1)).toEqual({
      source: 'zhike-bridge',
      kind: 'event-result',
      name: 'historyBack',
      isBlocked: true,
    })
  })
})
