import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WecomUnreachable } from '../../../src/server/wecom/answer.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

const remark = { userid: 'lin', external_userid: 'wm-li', remark: '新备注' }
const write = 'externalcontact/remark'

describe.each(engines.slice(0, 1))('the wire rules of WeCom’s server API', ({ open }) => {
  let stand: WecomStand
  let database: TestDatabase

  beforeAll(async () => {
    stand = await startWecomStand()
  })
  beforeEach(async () => {
    database = await open()
    await stand.reset()
  })
  afterEach(() => database.destroy())
  afterAll(() => stand.close())

  it('an unknown path answers 404 without a body: it is not asked twice and does not count as an outage', async () => {
    const { client } = stand.connect(database.db)
    for (let time = 0; time < 8; time += 1) {
      await expect(client.get('externalcontact/nothing')).rejects.toMatchObject({ isLasting: true })
    }
    expect(await client.get('getcallbackip')).toMatchObject({ errcode: 0 })
  })

  it('an error is an error although its body carries the empty fields of the endpoint', async () => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'externalcontact/list', errcode: 48002 })
    await expect(client.get('externalcontact/list', { userid: 'lin' })).rejects.toMatchObject({
      errcode: 48002,
    })
  })

  it('the code counts, whether or not the text has its tail', async () => {
    const { client } = stand.connect(database.db)
    await stand.turn({ ipNotAllowed: true })
    await expect(client.get('user/get', { userid: 'lin' })).rejects.toMatchObject({ errcode: 60020 })
    await expect(client.get('getcallbackip')).rejects.toMatchObject({ errcode: 60020 })
  })

  it('the token is checked before any parameter', async () => {
    const { client } = stand.connect(database.db)
    await client.get('getcallbackip')
    await stand.rotate()
    await expect(client.get('user/get', { userid: 'nobody' })).rejects.toMatchObject({ errcode: 60111 })
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('the token of one app has no right on another, and the two are never mixed', async () => {
    const environment = { WECOM_SECRET: 'secret-of-the-other-app', WECOM_AGENT_ID: '1000099' }
    const own = stand.connect(database.db)
    const other = stand.connect(database.db, { environment })
    const message = { touser: 'lin', msgtype: 'text', agentid: 1000002, text: { content: '有一条待办' } }
    expect(await own.client.post('message/send', message)).toMatchObject({ errcode: 0 })
    await expect(other.client.post('message/send', message)).rejects.toMatchObject({ errcode: 301002 })
    expect(await stand.calls('gettoken')).toBe(2)
    expect(await other.client.agentTicket()).not.toBe(await own.client.agentTicket())
    const follows = other.client.get('externalcontact/get_follow_user_list')
    await expect(follows).rejects.toMatchObject({ errcode: 48002 })
  })

  describe.each([
    { name: 'HTTP 500', fault: { status: 500 } },
    { name: 'HTTP 503', fault: { status: 503 } },
    { name: 'no JSON', fault: { body: '<html>gateway</html>' } },
    { name: 'JSON without errcode', fault: { body: '{"ok":true}' } },
    { name: 'a closed connection', fault: { isHangUp: true } },
    { name: 'a time-out', fault: { latencyMs: 400 } },
  ])('$name', ({ fault }) => {
    const pace = { timeoutMs: 150 }

    it('a read is asked again', async () => {
      const { client } = stand.connect(database.db, { pace })
      await stand.fail({ path: 'user/get', ...fault, times: 2 })
      expect(await client.get('user/get', { userid: 'lin' })).toMatchObject({ name: '林晓' })
      expect(await stand.calls('user/get')).toBe(3)
    })

    it('a read gives up after three tries', async () => {
      const { client } = stand.connect(database.db, { pace })
      await stand.fail({ path: 'externalcontact/get_corp_tag_list', ...fault })
      const asked = client.post('externalcontact/get_corp_tag_list', {})
      await expect(asked).rejects.toBeInstanceOf(WecomUnreachable)
      expect(await stand.calls('externalcontact/get_corp_tag_list')).toBe(3)
    })

    it('a write is never repeated: it may have been carried out', async () => {
      const { client } = stand.connect(database.db, { pace })
      await stand.fail({ path: write, ...fault, times: 1, isCarriedOut: true })
      await expect(client.post(write, remark)).rejects.toMatchObject({ isUndone: false })
      expect(await stand.calls(write)).toBe(1)
    })

    it('an OAuth code is never sent twice', async () => {
      const { client } = stand.connect(database.db, { pace })
      await stand.fail({ path: 'auth/getuserinfo', ...fault, times: 1 })
      await expect(client.get('auth/getuserinfo', { code: 'c' })).rejects.toBeInstanceOf(WecomUnreachable)
      expect(await stand.calls('auth/getuserinfo')).toBe(1)
    })
  })

  it('a write is repeated when no token could be had for it', async () => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'gettoken', status: 502, times: 1 })
    expect(await client.post(write, remark)).toMatchObject({ errcode: 0 })
    expect(await stand.calls(write)).toBe(1)
  })

  it('everything together stays within the budget', async () => {
    const { client } = stand.connect(database.db, { pace: { timeoutMs: 200, budgetMs: 300 } })
    await client.get('getcallbackip')
    await stand.fail({ path: 'user/get', latencyMs: 1000 })
    await expect(client.get('user/get', { userid: 'lin' })).rejects.toBeInstanceOf(WecomUnreachable)
    // Three of these would go on beyond it.
    expect(await stand.calls('user/get')).toBeLessThanOrEqual(2)
  })

  it('a redirect is not followed', async () => {
    const elsewhere: FastifyInstance = Fastify()
    elsewhere.all('/cgi-bin/*', async (request, reply) =>
      reply.redirect(`${stand.origin}${request.url}`, 301),
    )
    const origin = await elsewhere.listen({ port: 0, host: '127.0.0.1' })
    const { client } = stand.connect(database.db, { environment: { WECOM_API_URL: origin } })
    await expect(client.post(write, remark)).rejects.toMatchObject({ isLasting: true })
    expect(await stand.calls('gettoken')).toBe(0)
    await elsewhere.close()
  })
})
