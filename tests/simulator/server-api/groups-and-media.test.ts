import { describe, expect, it } from 'vitest'
import { startSimulator } from '../start-simulator.ts'

describe('groupchat', () => {
  it('lists groups under the owner filter and demands a limit', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const list = (body: object) => call('externalcontact/groupchat/list', { token: access, body })
    expect(await list({ limit: 100 })).toMatchObject({
      group_chat_list: [{ chat_id: 'wr-skin', status: 0 }],
      next_cursor: '',
    })
    expect(await list({ limit: 1000, owner_filter: { userid_list: ['zhou'] } })).toMatchObject({
      group_chat_list: [],
    })
    expect(await list({})).toMatchObject({ errcode: 40058, group_chat_list: [] })
    expect(await list({ limit: 1001 })).toMatchObject({ errcode: 40058 })
  })

  it('answers members and customers, with names on request', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const get = (body: object) => call('externalcontact/groupchat/get', { token: access, body })
    const named = await get({ chat_id: 'wr-skin', need_name: 1 })
    expect(named).toMatchObject({
      group_chat: {
        owner: 'lin',
        member_list: [
          { userid: 'lin', type: 1, name: '林晓' },
          { userid: 'zhou', type: 1 },
          { userid: 'wm-li', type: 2, name: '李悦', unionid: 'union-li' },
          { userid: 'wm-wang', type: 2 },
        ],
      },
    })
    const plain = (await get({ chat_id: 'wr-skin' }))['group_chat'] as { member_list: object[] }
    expect(plain.member_list[0]).not.toHaveProperty('name')
    expect(await get({ chat_id: 'wr-none' })).toMatchObject({ errcode: 90501 })
  })

  it('follows who joins and leaves, with the time, until the group is dismissed', async () => {
    const { app, call, token } = startSimulator()
    const access = await token()
    const get = async () =>
      (await call('externalcontact/groupchat/get', { token: access, body: { chat_id: 'wr-skin' } })) as {
        group_chat?: { member_list: { userid: string; join_time: number }[]; admin_list: object[] }
      }
    const change = async (method: 'PUT' | 'DELETE', path: string) =>
      (await app.inject({ method, url: `/simulator/api/groups/${path}` })).statusCode
    const ids = async () => (await get()).group_chat?.member_list.map(({ userid }) => userid)

    expect(await change('PUT', 'wr-skin/customers/wm-sun')).toBe(204)
    const joined = (await get()).group_chat?.member_list.find(({ userid }) => userid === 'wm-sun')
    expect(joined?.join_time).toBe(1_800_000_000)
    expect(await change('PUT', 'wr-skin/customers/wm-sun')).toBe(409)
    expect(await change('PUT', 'wr-skin/customers/wm-unknown')).toBe(409)
    expect(await change('DELETE', 'wr-skin/customers/wm-li')).toBe(204)
    expect(await change('DELETE', 'wr-skin/customers/wm-li')).toBe(404)
    expect(await ids()).toEqual(['lin', 'zhou', 'wm-wang', 'wm-sun'])
    expect(await change('DELETE', 'wr-skin')).toBe(204)
    expect(await change('DELETE', 'wr-skin')).toBe(404)
    expect(await get()).toMatchObject({ errcode: 90501 })
  })
})

describe('media/upload', () => {
  const upload = async (content: string | null, type = 'image') => {
    const simulator = startSimulator()
    const token = await simulator.token()
    const form =
      content === null
        ? 'no form'
        : `--line\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\n\r\n${content}\r\n--line--\r\n`
    const response = await simulator.app.inject({
      method: 'POST',
      url: `/cgi-bin/media/upload?access_token=${token}&type=${type}`,
      headers: { 'content-type': content === null ? 'text/plain' : 'multipart/form-data; boundary=line' },
      payload: form,
    })
    return { simulator, answer: response.json<Record<string, unknown>>() }
  }

  it('answers an id that lives three days', async () => {
    const { simulator, answer } = await upload('png-bytes')
    expect(answer).toMatchObject({ errcode: 0, type: 'image', created_at: '1800000000' })
    const verdict = async () =>
      (await simulator.app.inject(`/simulator/api/media/${String(answer['media_id'])}`)).json<object>()
    simulator.clock.now += 3 * 86_400_000 - 1
    expect(await verdict()).toEqual({ verdict: 'valid' })
    simulator.clock.now += 1
    expect(await verdict()).toEqual({ verdict: 'expired' })
  })

  it('needs more than five bytes, a form and a known type', async () => {
    expect((await upload('123456')).answer).toMatchObject({ errcode: 0 })
    expect((await upload('12345')).answer).toMatchObject({ errcode: 44001 })
    expect((await upload(null)).answer).toMatchObject({ errcode: 41005 })
    expect((await upload('png-bytes', 'sticker')).answer).toMatchObject({ errcode: 40058 })
  })
})
