// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Signature } from '../../../src/contract/session.ts'
import type { SignatureParts, WecomSdk } from '../../../src/app/host/sdk.ts'
import { createWecomHost } from '../../../src/app/host/wecom.ts'

const session = { corpId: 'ww1', agentId: '1000002' }
const parts: SignatureParts = { timestamp: 2, nonceStr: 'fetched', signature: 'f' }
const inlined: Signature = {
  kind: 'agent',
  ...session,
  url: 'https://panel.example/?a=1',
  timestamp: 1,
  nonceStr: 'inlined',
  signature: 'i',
}

type Registered = Parameters<WecomSdk['register']>[0]

function createSdk(change: Partial<WecomSdk> = {}) {
  const seen: { options?: Registered } = {}
  const sdk: WecomSdk = {
    register: vi.fn((options: Registered) => {
      seen.options = options
    }),
    getContext: vi.fn(async () => ({ entry: 'single_chat_tools' })),
    getCurExternalContact: vi.fn(async () => ({ userId: 'wm-li' })),
    getCurExternalChat: vi.fn(async () => ({ chatId: 'wr-1' })),
    sendChatMessage: vi.fn(async () => ({})),
    setClipboardData: vi.fn(async () => ({})),
    ...change,
  }
  return { sdk, seen }
}

function createHost(change: Partial<WecomSdk> = {}, signature: Signature | null = null) {
  const { sdk, seen } = createSdk(change)
  const fetchSignature = vi.fn(async () => parts)
  const host = createWecomHost(sdk, { session, signature, fetchSignature })
  return { host, sdk, fetchSignature, sign: (url: string) => seen.options?.getAgentConfigSignature(url) }
}

const never = (): Promise<never> => new Promise(() => undefined)
const text = { msgtype: 'text', text: { content: '您好' } } as const

beforeEach(() => {
  vi.useFakeTimers()
  Object.assign(window, { WeixinJSBridge: {} })
})
afterEach(() => {
  vi.useRealTimers()
  Reflect.deleteProperty(window, 'WeixinJSBridge')
})

describe('who is here', () => {
  it('is the customer of a single chat', async () => {
    const { host, sdk } = createHost()
    expect(await host.whoIsHere()).toEqual({ kind: 'single', externalUserId: 'wm-li' })
    expect(sdk.register).toHaveBeenCalledTimes(1)
  })

  it('does not wait for an entry that never comes', async () => {
    const { host } = createHost({ getContext: never })
    const answer = host.whoIsHere()
    await vi.advanceTimersByTimeAsync(400)
    expect(await answer).toEqual({ kind: 'single', externalUserId: 'wm-li' })
  })

  it('is the group in a group chat, even if a customer is named', async () => {
    const getContext = async () => ({ entry: 'group_chat_tools' })
    expect(await createHost({ getContext }).host.whoIsHere()).toEqual({ kind: 'group', chatId: 'wr-1' })
    const getCurExternalContact = () => Promise.reject({ errmsg: 'x:fail_without context' })
    const { host } = createHost({ getContext, getCurExternalContact })
    expect(await host.whoIsHere()).toEqual({ kind: 'group', chatId: 'wr-1' })
  })

  it('is nobody outside a chat', async () => {
    const { host } = createHost({
      getContext: async () => ({ entry: 'normal' }),
      getCurExternalContact: () => Promise.reject({ errMsg: 'x:failwithout context of external contact' }),
    })
    expect(await host.whoIsHere()).toEqual({ kind: 'none', entry: 'normal' })
  })

  it('asks once more after a failure, then tells the cause', async () => {
    const getCurExternalContact = vi.fn(() => Promise.reject({ errMsg: 'x:no permission' }))
    const { host } = createHost({ getCurExternalContact })
    const chat = await host.whoIsHere()
    expect(chat).toMatchObject({ kind: 'none', problem: { reason: 'permission' } })
    expect(getCurExternalContact).toHaveBeenCalledTimes(2)
  })

  it('gives up after four seconds without any word', async () => {
    const { host } = createHost({ getContext: never, getCurExternalContact: never })
    const answer = host.whoIsHere()
    await vi.advanceTimersByTimeAsync(4_000)
    expect(await answer).toMatchObject({ kind: 'none', problem: { reason: 'timeout' } })
  })

  it('waits for a late bridge and names a missing one', async () => {
    Reflect.deleteProperty(window, 'WeixinJSBridge')
    const { host } = createHost()
    const answer = host.whoIsHere()
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await answer).toMatchObject({ problem: { reason: 'no-bridge' } })
    Object.assign(window, { WeixinJSBridge: {} })
    expect(await host.whoIsHere()).toEqual({ kind: 'single', externalUserId: 'wm-li' })
  })
})

describe('signature', () => {
  it('comes from the page once, afterwards from the server', async () => {
    const { sign, fetchSignature } = createHost({}, inlined)
    expect(await sign('http://localhost:3000/?a=1')).toMatchObject({ nonceStr: 'inlined' })
    expect(await sign('http://localhost:3000/?a=1')).toEqual(parts)
    expect(fetchSignature).toHaveBeenCalledTimes(1)
    expect(fetchSignature).toHaveBeenCalledWith('agent', 'http://localhost:3000/?a=1', true)
  })

  it.each(['http://localhost:3000/', 'http://localhost:3000/other?a=1'])(
    'of another page is not used: %s',
    async (url) => {
      const { sign, fetchSignature } = createHost({}, inlined)
      expect(await sign(url)).toEqual(parts)
      expect(fetchSignature).toHaveBeenCalledWith('agent', url, false)
    },
  )
})

describe('send', () => {
  it('is accepted, cancelled or failed', async () => {
    expect(await createHost().host.send(text)).toEqual({ is: 'accepted' })
    const cancelled = createHost({
      sendChatMessage: () => Promise.reject({ errMsg: 'sendChatMessage:cancel' }),
    })
    expect(await cancelled.host.send(text)).toEqual({ is: 'cancelled' })
    const failed = createHost({ sendChatMessage: () => Promise.reject({ err_msg: 'x:fail_nopermission' }) })
    expect(await failed.host.send(text)).toMatchObject({ is: 'failed', reason: 'permission' })
  })

  it('is without word after eight seconds, and the late word still arrives', async () => {
    let answer: (value: unknown) => void = () => undefined
    const sendChatMessage = () => new Promise((resolve) => (answer = resolve))
    const { host } = createHost({ sendChatMessage })
    const outcome = host.send(text)
    await vi.advanceTimersByTimeAsync(8_000)
    const settled = await outcome
    expect(settled.is).toBe('timeout')
    answer({})
    expect(settled.is === 'timeout' && (await settled.late)).toEqual({ is: 'accepted' })
  })
})
