import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Reaction, reactionTo } from '../../../src/server/wecom/answer.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

/** Every code of the platform's list that concerns us, by how a client has to react. */
const codes: Record<Reaction, number[]> = {
  retry: [-1, 45033, 45035],
  'refresh-token': [40014, 42001],
  wait: [45009],
  fail: [
    40001, 40003, 40013, 40029, 40056, 40057, 40058, 40063, 40068, 40071, 40072, 40091, 40093, 40094, 40096,
    41001, 41004, 41050, 41051, 41053, 41054, 41063, 41064, 41065, 41093, 41094, 41096, 42003, 42012, 42022,
    43012, 45002, 48001, 48002, 48006, 50001, 50002, 50003, 60011, 60020, 60111, 80001, 81013, 81017, 84014,
    84015, 84061, 84074, 84084, 90501, 91040, 301002, 701008,
  ],
}
const table = (Object.keys(codes) as Reaction[]).flatMap((reaction) =>
  codes[reaction].map((errcode) => ({ errcode, reaction })),
)

const reads = [
  { kind: 'a read by GET', path: 'externalcontact/get_follow_user_list', body: null },
  { kind: 'a read by POST', path: 'externalcontact/get_corp_tag_list', body: {} },
  {
    kind: 'a write',
    path: 'externalcontact/remark',
    body: { userid: 'lin', external_userid: 'wm-li', remark: '新备注' },
  },
]

describe.each(engines.slice(0, 1))('error codes', ({ open }) => {
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

  it.each(table)('$errcode: $reaction', ({ errcode, reaction }) => {
    expect(reactionTo(errcode)).toBe(reaction)
  })

  describe.each(reads)('$kind', ({ path, body }) => {
    const ask = (client: ReturnType<WecomStand['connect']>['client']) =>
      body === null ? client.get(path) : client.post(path, body)

    it.each(codes.retry)('tries again after %s, because WeCom did not carry it out', async (errcode) => {
      const { client } = stand.connect(database.db)
      await stand.fail({ path, errcode, times: 2 })
      expect(await ask(client)).toMatchObject({ errcode: 0 })
      expect(await stand.calls(path)).toBe(3)
    })

    it.each(codes.retry)('gives up after three tries with %s', async (errcode) => {
      const { client } = stand.connect(database.db)
      await stand.fail({ path, errcode })
      await expect(ask(client)).rejects.toMatchObject({ errcode })
      expect(await stand.calls(path)).toBe(3)
    })

    it.each(codes['refresh-token'])('refreshes the token once on %s', async (errcode) => {
      const { client } = stand.connect(database.db)
      await client.get('getcallbackip')
      await stand.rotate()
      await stand.fail({ path, errcode, times: 1 })
      expect(await ask(client)).toMatchObject({ errcode: 0 })
      expect(await stand.calls('gettoken')).toBe(2)
    })

    it.each(codes.fail)('is asked once when refused with %s', async (errcode) => {
      const { client } = stand.connect(database.db)
      await stand.fail({ path, errcode })
      await expect(ask(client)).rejects.toMatchObject({ errcode, path, isRemembered: false })
      expect(await stand.calls(path)).toBe(1)
      expect(await stand.calls('gettoken')).toBe(1)
    })
  })

  it('fails for good when the refreshed token is refused too, or is the same again', async () => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'user/get', errcode: 40014 })
    await expect(client.get('user/get', { userid: 'lin' })).rejects.toMatchObject({ errcode: 40014 })
    // The platform repeats the token: nothing would change, so the call is not sent again.
    expect(await stand.calls('user/get')).toBe(1)
    expect(await stand.calls('gettoken')).toBe(2)
  })

  it('stops calling an API whose limit is used up, that one alone, for a minute', async () => {
    const { client } = stand.connect(database.db)
    await stand.limit({ path: 'user/get', perMinute: 2 })
    const ask = () => client.get('user/get', { userid: 'lin' })
    await ask()
    await ask()
    await expect(ask()).rejects.toMatchObject({ errcode: 45009, isRemembered: false })
    expect(await stand.calls('user/get')).toBe(3)
    await expect(ask()).rejects.toMatchObject({ errcode: 45009, isRemembered: true })
    expect(await client.get('getcallbackip')).toMatchObject({ errcode: 0 })
    stand.clock.at += 59_999
    await expect(ask()).rejects.toMatchObject({ isRemembered: true })
    expect(await stand.calls('user/get')).toBe(3)
    stand.clock.at += 1
    expect(await ask()).toMatchObject({ errcode: 0 })
  })

  it('gets through a limit of calls at once by backing off', async () => {
    const { client } = stand.connect(database.db, { pace: { pauseMs: 60 } })
    await client.get('getcallbackip')
    await stand.limit({ path: 'user/get', atOnce: 1 })
    await stand.fail({ path: 'user/get', latencyMs: 20, times: 1 })
    const answers = await Promise.all([
      client.get('user/get', { userid: 'lin' }),
      client.get('user/get', { userid: 'zhou' }),
    ])
    expect(answers.map((answer) => answer['userid'])).toEqual(['lin', 'zhou'])
    expect(await stand.calls('user/get')).toBe(3)
  })

  it.each([40001, 40013, 40091])(
    'does not ask for a token again for five minutes after %s',
    async (errcode) => {
      const { client } = stand.connect(database.db)
      await stand.fail({ path: 'gettoken', errcode })
      const ask = () => client.get('getcallbackip')
      await expect(ask()).rejects.toMatchObject({ errcode, isRemembered: false })
      // Another process of the same installation knows it, too.
      const other = stand.connect(database.db)
      await expect(other.client.get('getcallbackip')).rejects.toMatchObject({ errcode, isRemembered: true })
      stand.clock.at += 5 * 60_000 - 1
      await expect(ask()).rejects.toMatchObject({ errcode, isRemembered: true })
      expect(await stand.calls('gettoken')).toBe(1)
      stand.clock.at += 1
      await expect(ask()).rejects.toMatchObject({ errcode, isRemembered: false })
      expect(await stand.calls('gettoken')).toBe(2)
    },
  )

  it('asks at once with another secret', async () => {
    const wrong = stand.connect(database.db, { environment: { WECOM_SECRET: 'wrong' } })
    await expect(wrong.client.get('getcallbackip')).rejects.toMatchObject({ errcode: 40001 })
    await expect(wrong.client.get('getcallbackip')).rejects.toMatchObject({ isRemembered: true })
    const mended = stand.connect(database.db)
    expect(await mended.client.get('getcallbackip')).toMatchObject({ errcode: 0 })
  })

  it.each([45009, 48002])('does not ask for a ticket again for a minute after %s', async (errcode) => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'ticket/get', errcode, times: 1 })
    await expect(client.agentTicket()).rejects.toMatchObject({ errcode })
    await expect(client.agentTicket()).rejects.toMatchObject({ errcode, isRemembered: true })
    expect(await stand.calls('ticket/get')).toBe(1)
    stand.clock.at += 60_000
    expect(await client.agentTicket()).toMatch(/^agent-ticket-/)
  })
})
