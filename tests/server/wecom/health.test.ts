import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createHealth } from '../../../src/server/wecom/health.ts'
import { cureOf, curedCodes } from '../../../src/server/wecom/health-cures.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

describe('cures', () => {
  it.each([
    40001, 40013, 40056, 40057, 40091, 40093, 41004, 41054, 42012, 43012, 48001, 48002, 48006, 50001, 50002,
    50003, 60011, 60020, 80001, 84061, 84074, 301002,
  ])('%s says in Chinese what to change where', (errcode) => {
    const cure = cureOf(errcode)
    expect(curedCodes).toContain(errcode)
    for (const text of [cure?.title, cure?.cause, ...(cure?.steps ?? [''])])
      expect(text).toMatch(/[一-龥]{2}/)
  })

  it.each([0, -1, 40014, 40029, 40096, 42001, 45009, 45033, 60111, 90501])('%s has none', (errcode) => {
    expect(cureOf(errcode)).toBeNull()
  })
})

describe.each(engines)('the health of WeCom on $name', ({ open }) => {
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

  it('counts an error an administrator must mend, with path, code and last time', async () => {
    const { client, health } = stand.connect(database.db)
    const path = 'externalcontact/get_follow_user_list'
    const firstAt = stand.clock.at
    await stand.fail({ path, errcode: 48002, times: 2 })
    await client.get(path).catch(() => undefined)
    stand.clock.at += 60_000
    await client.get(path).catch(() => undefined)
    expect(await health.faults(10)).toEqual([
      {
        apiPath: path,
        errcode: 48002,
        count: 2,
        firstAt,
        lastAt: firstAt + 60_000,
        mendedAt: null,
        callerIp: null,
      },
    ])
    stand.clock.at += 1000
    await client.get(path)
    expect(await health.faults(10)).toMatchObject([{ count: 2, mendedAt: firstAt + 61_000 }])
    await stand.fail({ path, errcode: 48002, times: 1 })
    await client.get(path).catch(() => undefined)
    expect(await health.faults(10)).toMatchObject([{ count: 3, mendedAt: null }])
  })

  it('keeps the address that WeCom saw, and nothing else of the text', async () => {
    const { client, health } = stand.connect(database.db)
    await stand.turn({ ipNotAllowed: true })
    await client.get('user/get', { userid: 'lin' }).catch(() => undefined)
    expect(await health.faults(10)).toMatchObject([{ errcode: 60020, callerIp: '127.0.0.1' }])
    await health.refused('user/get', { errcode: 60020, errmsg: 'no, from ip: secret.example, more' })
    expect(await health.faults(10)).toMatchObject([{ count: 2, callerIp: '127.0.0.1' }])
  })

  it('stores a refused secret under gettoken, and a refused signature', async () => {
    const { client, health } = stand.connect(database.db, { environment: { WECOM_SECRET: 'wrong' } })
    await client.agentTicket(true).catch(() => undefined)
    const faults = await health.faults(10)
    expect(faults.map(({ apiPath, errcode }) => [apiPath, errcode])).toEqual([
      ['gettoken', 40001],
      ['jssdk/agent-ticket', 40093],
    ])
  })

  it('passes over what no administrator can mend', async () => {
    const { client, health } = stand.connect(database.db)
    await client.get('user/get', { userid: 'nobody' }).catch(() => undefined)
    expect(await health.faults(10)).toEqual([])
  })

  it('never fails the call it belongs to', async () => {
    const { client, health } = stand.connect(database.db)
    await client.get('getcallbackip')
    await database.db.schema.dropTable('wecomFault').execute()
    await health.refused('user/get', { errcode: 48002 })
    expect(await client.get('user/get', { userid: 'lin' })).toMatchObject({ errcode: 0 })
  })

  it('tells how far the clocks are apart', async () => {
    const { db } = database
    const slow = createHealth({ db, now: () => stand.clock.at - 90_000 })
    expect(slow.clockAheadMs()).toBeNull()
    slow.noteClock(null)
    expect(slow.clockAheadMs()).toBeNull()
    slow.noteClock(stand.clock.at)
    expect(slow.clockAheadMs()).toBe(90_000)
    const { client, health } = stand.connect(db)
    await client.get('getcallbackip')
    expect(Math.abs(health.clockAheadMs() ?? Number.NaN)).toBeLessThan(1000)
  })
})
