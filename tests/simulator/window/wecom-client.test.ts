import { describe, expect, it } from 'vitest'
import { defaultSwitches, type Switches } from '../../../src/simulator/protocol/switches.ts'
import { createWecomClient } from '../../../src/simulator/window/client/wecom-client.ts'
import type { Chat } from '../../../src/simulator/window/state/chat.ts'
import type { MessageContent } from '../../../src/simulator/window/state/message.ts'

const url = 'http://localhost/'
const everything = [
  'getContext',
  'getCurExternalContact',
  'getCurExternalChat',
  'sendChatMessage',
  'createTodo',
  'shareToExternalContact',
]
const single: Chat = { kind: 'single', externalUserId: 'wm-li' }
const group: Chat = { kind: 'group', chatId: 'wr-skin' }
const hello = { msgtype: 'text', text: { content: '您好' } }

function setUp(patch: Partial<Switches> = {}, chat: Chat | null = single, isConfirmed = true) {
  const log = { delivered: [] as MessageContent[], staged: [] as MessageContent[], entered: 0 }
  const client = createWecomClient({
    switches: () => ({ ...defaultSwitches, ...patch }),
    chat: () => chat,
    verifyAgent: async (check) =>
      check.signature === 'good' ? { ok: true } : { ok: false, failure: 'invalid signature' },
    verifyCorp: async () => ({ ok: true }),
    mediaVerdict: async (mediaId) => (mediaId === 'media-1' ? 'valid' : 'unknown'),
    deliver: (_chat, content) => log.delivered.push(content),
    stage: (_chat, content) => log.staged.push(content),
    confirm: async () => isConfirmed,
    enterChat: () => {
      log.entered += 1
    },
    clipboard: { text: '' },
  })
  const call = (name: string, params: Record<string, unknown> = {}, at = url) =>
    client.answer({ name, params, url: at })
  const configure = (jsApiList = everything, signature = 'good') =>
    call('agentConfig', { corpid: 'ww', agentid: '1', timestamp: '1', nonceStr: 'n', signature, jsApiList })
  return { client, call, configure, log }
}

const noPermission = { kind: 'fail', reason: 'no permission' }
const noContext = { kind: 'fail', reason: 'without context of external contact' }
const tooOld = { kind: 'fail', reason: 'function not exist' }

describe('configuration', () => {
  it('is needed, for this URL, with this API, and is gone with the page', async () => {
    const { client, call, configure } = setUp()
    expect(await call('getCurExternalContact')).toEqual(noPermission)
    await configure(['getCurExternalContact'])
    expect(await call('getCurExternalContact', {}, `${url}#/scripts`)).toMatchObject({ kind: 'ok' })
    expect(await call('getCurExternalContact', {}, `${url}?a=1`)).toEqual(noPermission)
    expect(await call('sendChatMessage', hello)).toEqual(noPermission)
    client.pageLoaded()
    expect(await call('getCurExternalContact')).toEqual(noPermission)
  })

  it('fails with a bad signature, and a corp configuration does not open agent APIs', async () => {
    const { call, configure } = setUp()
    expect(await configure(everything, 'bad')).toMatchObject({ reason: 'invalid signature', code: 40093 })
    await call('preVerifyJSAPI', { verifyJsApiList: everything })
    expect(await call('getContext')).toMatchObject({ kind: 'ok' })
    expect(await call('getCurExternalContact')).toEqual(noPermission)
  })

  it('and the question who is here answer as the switches say, with the code of a bad signature', async () => {
    const refusing = setUp({ config: 'fail' })
    expect(await refusing.configure()).toEqual({ kind: 'spelled', keyword: 'fail', code: 40093 })
    expect(await refusing.call('getCurExternalContact')).toEqual(noPermission)
    const silent = setUp({ identity: 'access_denied' })
    await silent.configure()
    expect(await silent.call('getCurExternalContact')).toEqual({ kind: 'spelled', keyword: 'access_denied' })
    expect(await silent.call('sendChatMessage', hello)).toMatchObject({ kind: 'ok' })
  })

  it('answers checkJsApi by version without any configuration', async () => {
    const { call } = setUp({ wecomVersion: '5.0.8' })
    expect(await call('checkJsApi', { jsApiList: ['sendChatMessage', 'createTodo'] })).toEqual({
      kind: 'ok',
      data: { checkResult: '{"sendChatMessage":true,"createTodo":false}' },
    })
  })
})

describe('context', () => {
  async function outcome(name: string, patch: Partial<Switches>, chat: Chat | null) {
    const { call, configure } = setUp(patch, chat)
    await configure()
    return call(name, name === 'sendChatMessage' ? hello : {})
  }

  it('follows the open chat', async () => {
    expect(await outcome('getContext', {}, single)).toMatchObject({ data: { entry: 'single_chat_tools' } })
    expect(await outcome('getContext', {}, group)).toMatchObject({ data: { entry: 'group_chat_tools' } })
    expect(await outcome('getContext', {}, null)).toMatchObject({ data: { entry: 'normal' } })
    expect(await outcome('getCurExternalChat', {}, group)).toMatchObject({ data: { chatId: 'wr-skin' } })
    expect(await outcome('getCurExternalContact', {}, group)).toEqual(noContext)
    expect(await outcome('getCurExternalChat', {}, single)).toEqual(noContext)
  })

  it('refuses what the entry does not allow', async () => {
    for (const entry of ['normal', 'chain_single_chat_tools', 'internal_group_chat_board'] as const) {
      expect(await outcome('getCurExternalContact', { entry }, single)).toEqual(noContext)
      expect(await outcome('sendChatMessage', { entry }, single)).toEqual(noContext)
    }
    expect(await outcome('getCurExternalContact', { entry: 'contact_profile' }, single)).toMatchObject({
      kind: 'ok',
    })
    expect(await outcome('sendChatMessage', { entry: 'contact_profile' }, single)).toEqual(noContext)
    expect(await outcome('sendChatMessage', { entry: 'chat_attachment', platform: 'mac' }, single)).toEqual(
      noContext,
    )
  })

  it('knows an external contact who is no customer', async () => {
    expect(await outcome('getCurExternalContact', { contactKind: 'external' }, single)).toEqual(noPermission)
  })

  it('gates by version, at and below the bound', async () => {
    expect(await outcome('getContext', { wecomVersion: '3.0.24' }, single)).toMatchObject({ kind: 'ok' })
    expect(await outcome('getContext', { wecomVersion: '3.0.23' }, single)).toEqual(tooOld)
    expect(await outcome('createTodo', { wecomVersion: '5.0.9' }, single)).toMatchObject({ kind: 'ok' })
    expect(await outcome('createTodo', { wecomVersion: '5.0.8' }, single)).toEqual(tooOld)
    expect(await outcome('inventedApi', {}, single)).toEqual(tooOld)
  })
})

describe('sendChatMessage', () => {
  async function sent(patch: Partial<Switches>, message: object = hello, isConfirmed = true) {
    const { call, configure, log } = setUp(patch, single, isConfirmed)
    await configure()
    return { outcome: await call('sendChatMessage', { ...message }), log }
  }

  it('delivers, stages, asks or refuses as switched', async () => {
    const text = { msgtype: 'text', text: '您好' }
    expect((await sent({})).log.delivered).toEqual([text])
    const staged = await sent({ send: 'staged' })
    expect([staged.outcome.kind, staged.log]).toEqual(['ok', { delivered: [], staged: [text], entered: 0 }])
    expect((await sent({ send: 'confirm' })).log.delivered).toEqual([text])
    const dismissed = await sent({ send: 'confirm' }, hello, false)
    expect([dismissed.outcome.kind, dismissed.log.delivered]).toEqual(['cancel', []])
    const cancelled = await sent({ send: 'cancel' })
    expect([cancelled.outcome.kind, cancelled.log.delivered]).toEqual(['cancel', []])
    const failed = await sent({ send: 'fail', sendFailure: 'access_denied' })
    expect([failed.outcome, failed.log.delivered]).toEqual([
      { kind: 'spelled', keyword: 'access_denied' },
      [],
    ])
  })

  it('returns to the chat on phones only', async () => {
    const message = { ...hello, enterChat: true }
    expect((await sent({ platform: 'ios' }, message)).log.entered).toBe(1)
    expect((await sent({ platform: 'windows' }, message)).log.entered).toBe(0)
  })

  const news = { link: 'https://a.example/c/1', title: '券', desc: '', imgUrl: 'https://a.example/i.png' }
  const program = { appid: 'wx1', title: 't', imgUrl: 'https://a.example/i.png', page: 'pages/a.html' }
  it.each([
    ['news', { msgtype: 'news', news }, 'ok'],
    ['news without picture', { msgtype: 'news', news: { ...news, imgUrl: '' } }, 'ok'],
    [
      'news with url for link',
      { msgtype: 'news', news: { ...news, link: undefined, url: news.link } },
      'fail',
    ],
    ['news with a local picture', { msgtype: 'news', news: { ...news, imgUrl: '/i.png' } }, 'fail'],
    ['news without title', { msgtype: 'news', news: { ...news, title: '' } }, 'fail'],
    ['empty text', { msgtype: 'text', text: { content: '' } }, 'fail'],
    ['image by mediaid', { msgtype: 'image', image: { mediaid: 'media-1' } }, 'ok'],
    ['image by media_id', { msgtype: 'image', image: { media_id: 'media-1' } }, 'fail'],
    ['image unknown to the server', { msgtype: 'image', image: { mediaid: 'media-2' } }, 'fail'],
    ['mini program', { msgtype: 'miniprogram', miniprogram: program }, 'ok'],
    ['mini program page', { msgtype: 'miniprogram', miniprogram: { ...program, page: 'pages/a' } }, 'fail'],
    ['menu outside of service', { msgtype: 'msgmenu', msgmenu: { head_content: 'x' } }, 'fail'],
    ['unknown type', { msgtype: 'sticker' }, 'fail'],
  ])('checks the payload: %s', async (_what, message, kind) => {
    const { outcome, log } = await sent({}, message)
    expect(outcome.kind).toBe(kind)
    expect(log.delivered).toHaveLength(kind === 'ok' ? 1 : 0)
  })
})

describe('shareToExternalContact', () => {
  it('does nothing before the tester has confirmed', async () => {
    for (const isConfirmed of [true, false]) {
      const { call, configure } = setUp({}, single, isConfirmed)
      await configure()
      expect((await call('shareToExternalContact')).kind).toBe(isConfirmed ? 'ok' : 'cancel')
    }
  })
})
