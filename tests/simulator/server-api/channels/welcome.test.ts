import { describe, expect, it } from 'vitest'
import { buildSimulator, createSimulatorState } from '../../../../src/simulator/simulator.ts'
import { smallWorld } from '../../small-world.ts'

const link = {
  msgtype: 'link',
  link: { title: '小测试', picurl: 'https://s.example/p.png', desc: '3道小题', url: 'https://s.example/q/1' },
}

async function open() {
  const clock = { at: 1_800_000_000_000 }
  let tokens = 0
  const options = {
    world: smallWorld(),
    now: () => clock.at,
    randomToken: () => `random${(tokens += 1)}`,
    distDir: '/nonexistent',
  }
  const state = createSimulatorState(options)
  const app = buildSimulator(options, state)
  const granted = await app.inject('/cgi-bin/gettoken?corpid=wwsmall&corpsecret=small-secret')
  const token = granted.json<{ access_token: string }>().access_token
  const send = async (body: object) => {
    const url = `/cgi-bin/externalcontact/send_welcome_msg?access_token=${token}`
    return (await app.inject({ method: 'POST', url, payload: JSON.stringify(body) })).json<{
      errcode: number
    }>().errcode
  }
  return { app, clock, send, code: () => state.welcomeCodes.issue('lin', 'wm-wang') }
}

describe('send_welcome_msg', () => {
  it('puts text and link into the chat, once for a code', async () => {
    const { app, send, code } = await open()
    const welcome = { welcome_code: code(), text: { content: '欢迎' }, attachments: [link] }
    expect(await send(welcome)).toBe(0)
    expect(await send(welcome)).toBe(41051)
    const whose = { userId: 'lin', externalUserId: 'wm-wang' }
    const { title, desc, url, picurl } = link.link
    const both = [
      { seq: 1, ...whose, content: { msgtype: 'text', text: '欢迎' } },
      { seq: 2, ...whose, content: { msgtype: 'news', title, desc, link: url, imgUrl: picurl } },
    ]
    expect((await app.inject('/simulator/api/messages')).json()).toEqual(both)
    expect((await app.inject('/simulator/api/messages?since=1')).json()).toEqual(both.slice(1))
    expect((await app.inject('/simulator/api/messages?since=nonsense')).json()).toEqual(both)
  })

  it.each([
    [19_900, 0],
    [20_000, 0],
    [20_001, 41050],
  ])('%i ms after the event answers %i', async (elapsedMs, errcode) => {
    const { clock, send, code } = await open()
    const welcome = { welcome_code: code(), text: { content: '欢迎' } }
    clock.at += elapsedMs
    expect(await send(welcome)).toBe(errcode)
  })

  it.each([
    ['an unknown code', { welcome_code: 'guess' }, 41050],
    ['no code', { welcome_code: '' }, 40063],
    ['nothing to say', { text: { content: '' } }, 40063],
    ['4000 bytes', { text: { content: 'x'.repeat(4000) } }, 0],
    ['4001 bytes', { text: { content: 'x'.repeat(4001) } }, 45002],
    ['nine attachments', { attachments: Array.from({ length: 9 }, () => link) }, 0],
    ['ten attachments', { attachments: Array.from({ length: 10 }, () => link) }, 41064],
    ['a voice', { attachments: [{ msgtype: 'voice' }] }, 41065],
    ['a link nowhere', { attachments: [{ ...link, link: { title: 'x', url: 'shop' } }] }, 40094],
    [
      'a title too long',
      { attachments: [{ ...link, link: { ...link.link, title: '字'.repeat(43) } }] },
      45002,
    ],
  ])('%s', async (_name, change, errcode) => {
    const { send, code } = await open()
    expect(await send({ welcome_code: code(), text: { content: '欢迎' }, ...change })).toBe(errcode)
  })
})
