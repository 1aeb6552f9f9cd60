import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CheckId, checkIds, diagnosticsSchema } from '../../../src/contract/diagnostics.ts'
import type { ServerContext } from '../../../src/server/context.ts'
import type { Visit } from '../../../src/server/diagnostics/address-checks.ts'
import { createDiagnostics } from '../../../src/server/diagnostics/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

const good = {
  PUBLIC_URL: 'https://crm.example.com',
  WECOM_CALLBACK_TOKEN: 'callback-token',
  WECOM_CALLBACK_AES_KEY: 'k'.repeat(43),
  WECOM_VERIFY_FILE: 'WW_verify_abc.txt=abc',
}
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const served: Record<string, { status: number; text: string }> = {
  'https://crm.example.com/wecom/callback': { status: 400, text: '' },
  'https://crm.example.com/WW_verify_abc.txt': { status: 200, text: 'abc\n' },
}

describe.each(engines)('diagnostics on $name', ({ open }) => {
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

  interface Situation {
    environment?: Record<string, string>
    visit?: Visit
    lastEventAt?: number | null
    isBehindMs?: number
  }

  async function read({ environment = {}, visit, lastEventAt, isBehindMs = 0 }: Situation = {}) {
    const config = stand.config({ ...good, ...environment })
    const now = () => stand.clock.at - isBehindMs
    const context: ServerContext = { config, db: database.db, now, randomBytes: () => new Uint8Array(), log }
    const connected = stand.connect(database.db, { environment: { ...good, ...environment } })
    const { health, ...rest } = connected
    const found = await createDiagnostics(context, {
      ...rest,
      health: {
        ...health,
        clockAheadMs: () => {
          const ahead = health.clockAheadMs()
          return ahead === null ? null : ahead + isBehindMs
        },
      },
      callbacks: { lastReceivedAt: async () => (lastEventAt === undefined ? stand.clock.at : lastEventAt) },
      visit: visit ?? (async (url) => served[url] ?? null),
    }).read()
    expect(diagnosticsSchema.parse(found)).toEqual(found)
    const check = (id: CheckId) => found.checks.find((entry) => entry.id === id)
    return { found, check }
  }

  it('finds nothing to mend where everything is right', async () => {
    const { found } = await read()
    expect(found.checks.map(({ id, status }) => `${id} ${status}`)).toEqual(checkIds.map((id) => `${id} ok`))
    expect(found).toMatchObject({ verdict: 'ok', faults: [], checkedAt: stand.clock.at })
    expect(found.checks.every(({ cure }) => cure === null)).toBe(true)
  })

  it.each<{ id: CheckId; path: string; errcode: number; step: string }>([
    { id: 'token', path: 'gettoken', errcode: 40001, step: 'WECOM_SECRET' },
    { id: 'token', path: 'gettoken', errcode: 40013, step: 'WECOM_CORP_ID' },
    { id: 'token', path: 'gettoken', errcode: 40091, step: 'WECOM_SECRET' },
    { id: 'ip', path: 'getcallbackip', errcode: 60020, step: '可信 IP' },
    { id: 'tickets', path: 'ticket/get', errcode: 48001, step: '可调用接口的应用' },
    {
      id: 'customerContact',
      path: 'externalcontact/get_follow_user_list',
      errcode: 48002,
      step: '可调用接口的应用',
    },
    { id: 'customerContact', path: 'externalcontact/get_follow_user_list', errcode: 48006, step: '重新启用' },
    { id: 'visibleRange', path: 'user/get', errcode: 60011, step: '可见范围' },
    { id: 'visibleRange', path: 'user/get', errcode: 50003, step: '开关' },
  ])('$id: $errcode on $path is broken and says what to change', async ({ id, path, errcode, step }) => {
    await stand.fail({ path, errcode })
    const { found, check } = await read()
    expect(check(id)).toMatchObject({ status: 'broken', errcode })
    expect(check(id)?.cure?.steps.join()).toContain(step)
    expect(found.verdict).toBe('broken')
    expect(found.faults.map((fault) => [fault.apiPath, fault.errcode])).toContainEqual([path, errcode])
  })

  it('names the address that WeCom saw, and looks no further', async () => {
    await stand.turn({ ipNotAllowed: true })
    const { check } = await read()
    expect(check('ip')?.detail).toContain('127.0.0.1')
    for (const id of ['tickets', 'customerContact', 'visibleRange'] as const)
      expect(check(id)?.status).toBe('unknown')
  })

  it('a code without a cure leads to WeCom’s own explanation', async () => {
    await stand.fail({ path: 'getcallbackip', errcode: 40058 })
    expect((await read()).check('ip')?.cure?.steps.join()).toContain('e=40058')
  })

  it.each([
    { errcode: 45009, detail: '上限' },
    { errcode: 45033, detail: '繁忙' },
  ])('$errcode is a warning', async ({ errcode, detail }) => {
    await stand.fail({ path: 'externalcontact/get_follow_user_list', errcode })
    const { found, check } = await read()
    expect(check('customerContact')).toMatchObject({ status: 'warning', cure: null })
    expect(check('customerContact')?.detail).toContain(detail)
    expect(found.verdict).toBe('warning')
  })

  it('WeCom down is broken', async () => {
    await stand.turn({ down: true })
    const { check } = await read()
    expect(check('token')).toMatchObject({ status: 'broken', detail: '企业微信没有应答' })
    expect(check('clock')?.status).toBe('unknown')
  })

  it.each([
    [59_000, 'ok'],
    [62_000, 'warning'],
    [298_000, 'warning'],
    [302_000, 'broken'],
  ] as const)('a clock %s ms behind is %s', async (isBehindMs, status) => {
    expect((await read({ isBehindMs })).check('clock')?.status).toBe(status)
  })

  it('an error stays until its API answers, a check proves it mended, or a day has passed', async () => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'ticket/get', errcode: 48002, times: 1 })
    await client.agentTicket().catch(() => undefined)
    await stand.fail({ path: 'externalcontact/get', errcode: 48002, times: 1 })
    await client.get('externalcontact/get', { external_userid: 'wm-li' }).catch(() => undefined)
    const { found, check } = await read()
    expect(check('tickets')).toMatchObject({ status: 'broken', errcode: 48002 })
    expect(check('recentErrors')).toMatchObject({ status: 'broken', errcode: 48002 })
    expect(Object.fromEntries(found.faults.map((fault) => [fault.apiPath, fault.isMended]))).toEqual({
      'ticket/get': false,
      'externalcontact/get': true,
    })
    stand.clock.at += 60_000
    expect((await read()).check('recentErrors')?.status).toBe('ok')
  })

  it('a signature refused once is forgotten after a day', async () => {
    await stand.connect(database.db).client.agentTicket(true)
    expect((await read()).check('recentErrors')).toMatchObject({ status: 'broken', errcode: 40093 })
    stand.clock.at += 24 * 3_600_000 - 1
    expect((await read()).check('recentErrors')?.status).toBe('broken')
    stand.clock.at += 1
    expect((await read()).check('recentErrors')?.status).toBe('ok')
  })

  it.each([
    [2, 'ok'],
    [3, 'warning'],
  ] as const)('%s customers in a row that cannot be read: %s', async (times, status) => {
    const { client } = stand.connect(database.db)
    await stand.fail({ path: 'externalcontact/get', errcode: 84061, times })
    for (let time = 0; time < times; time += 1)
      await client.get('externalcontact/get', { external_userid: 'wm-li' }).catch(() => undefined)
    const { check } = await read()
    expect(check('visibleRange')?.status).toBe(status)
    expect(check('recentErrors')?.status).toBe('warning')
  })

  it('shows no secret, and where to type what', async () => {
    const { found } = await read({ environment: { DATABASE_URL: 'postgres://me:pass-word@db:5432/zhike' } })
    const text = JSON.stringify(found)
    for (const secret of ['small-secret', 'a-secret-that-only', 'callback-token', 'kkkkk', 'pass-word'])
      expect(text).not.toContain(secret)
    expect(found.settings).toContainEqual({ key: 'DATABASE_URL', value: 'postgres://db:5432/zhike' })
    expect(found.settings).toContainEqual({ key: 'WECOM_SECRET', value: '已设置' })
    expect(found.addresses.map(({ value }) => value)).toEqual([
      'https://crm.example.com/',
      'crm.example.com',
      'crm.example.com',
      'https://crm.example.com/wecom/callback',
    ])
  })
})
