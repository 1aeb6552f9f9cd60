import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import {
  appReady,
  emptyFolder,
  type Finished,
  type Place,
  type Running,
  runCommand,
  startCommand,
} from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let place: Place
let server: Running
beforeAll(async () => {
  folder = await emptyFolder()
  place = { cwd: folder.cwd, environment: { PORT: String(await freePort()) } }
  server = await startCommand(['serve'], place, appReady)
})
afterAll(async () => {
  await server.stop()
  await folder.remove()
})

const zhike = (...args: string[]): Promise<Finished> => runCommand(args, place)

async function ingest(key: string, rows: unknown[]): Promise<number> {
  const response = await fetch(`${server.origin}/api/v1/ingest/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(rows),
  })
  return response.status
}

describe('keys beside a running server', () => {
  it('are printed once, listed without the secret, scoped, and stopped at once', async () => {
    const made = await zhike('keys', 'create', '--name', 'web shop', '--scopes', 'ingest, ingest')
    expect(made).toMatchObject({ code: 0, stderr: '' })
    const key = made.lastLine
    expect(key).toMatch(/^zk_[A-Za-z0-9_-]{32}$/)
    const other = (await zhike('keys', 'create', '--name', 'till', '--scopes', 'redeem,metrics')).lastLine
    expect([await ingest(key, []), await ingest(other, []), await ingest(`${key}x`, [])]).toEqual([
      200, 403, 401,
    ])

    const listed = await zhike('keys', 'list')
    expect(listed.stdout).not.toContain('zk_')
    const rows = listed.stdout.trimEnd().split('\n')
    expect(rows).toHaveLength(2)
    const row = rows.find((line) => line.includes('web shop')) ?? ''
    expect(row).toMatch(/^key\S+ {2}web shop {2}ingest {2}\d{4}-\d\d-\d\dT\S+ {2}live$/)
    expect(rows.find((line) => line.includes('till'))).toContain('redeem,metrics')

    const keyId = row.split(' ')[0] ?? ''
    expect(await zhike('keys', 'revoke', keyId)).toMatchObject({ code: 0, stdout: `${keyId} is revoked.\n` })
    expect([await ingest(key, []), await ingest(other, [])]).toEqual([401, 403])
    expect((await zhike('keys', 'list')).stdout).toMatch(new RegExp(`^${keyId} .* revoked \\d{4}-`, 'm'))
    for (const gone of [keyId, 'key_unknown']) {
      const again = await zhike('keys', 'revoke', gone)
      expect([again.code, again.stdout]).toEqual([1, ''])
      expect(again.stderr).toBe(`keyId: there is no live key ${gone}; "zhike keys list" shows them\n`)
    }
  })
})

describe('starter', () => {
  async function statuses(): Promise<Record<string, number>> {
    const db = await connect(`file:${folder.cwd}/data/zhike.sqlite`)
    const offers = await db.selectFrom('offer').select('status').execute()
    const scripts = await db.selectFrom('script').select('status').execute()
    await db.destroy()
    const counts: Record<string, number> = {}
    for (const { status } of offers) counts[`offer ${status}`] = (counts[`offer ${status}`] ?? 0) + 1
    for (const { status } of scripts) counts[`script ${status}`] = (counts[`script ${status}`] ?? 0) + 1
    return counts
  }

  it('installs drafts, publishes them when told, and repeats without doubling', async () => {
    const drafts = await zhike('starter')
    expect(drafts).toMatchObject({ code: 0, stderr: '' })
    expect(drafts.stdout).toMatch(/^\d+ offers and 60 scripts installed as drafts\.\n$/)
    const offers = Number.parseInt(drafts.stdout, 10)
    expect(offers).toBeGreaterThanOrEqual(12)
    expect(await statuses()).toEqual({ 'offer draft': offers, 'script draft': 60 })
    for (let round = 0; round < 2; round += 1) {
      expect((await zhike('starter', '--publish')).stdout).toBe(
        `${offers} offers and 60 scripts published.\n`,
      )
      expect(await statuses()).toEqual({ 'offer published': offers, 'script published': 60 })
    }
    expect((await zhike('starter')).code).toBe(0)
    expect(await statuses()).toEqual({ 'offer published': offers, 'script published': 60 })
  })
})

describe('recompute', () => {
  const order = (customer: number, number: number, paidAt: string) => ({
    orderId: `o-${customer}-${number}`,
    shopCustomerId: `c-${customer}`,
    status: 'paid',
    createdAt: paidAt,
    items: [{ sku: 'S1', name: '面霜', quantity: 1, unitPriceFen: 20_000 + customer * 100 }],
    paidFen: 20_000 + customer * 100 + number,
  })

  it('fits beside the running server; the last line of --json is the fit and nothing else', async () => {
    const key = (await zhike('keys', 'create', '--name', 'orders', '--scopes', 'ingest')).lastLine
    const rows = Array.from({ length: 60 }, (_, customer) => [
      order(customer, 1, `2026-01-${String((customer % 28) + 1).padStart(2, '0')}T10:00:00+08:00`),
      ...(customer % 2 === 0 ? [order(customer, 2, '2026-03-05T23:59:00+08:00')] : []),
    ]).flat()
    expect(await ingest(key, rows)).toBe(200)
    const run = await zhike('recompute', '--json', '--as-of', '2026-03-05')
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const fit = JSON.parse(run.lastLine) as Record<string, unknown>
    expect(Object.keys(fit)).toEqual([
      'model',
      'params',
      'logLikelihood',
      'customers',
      'repeaters',
      'spend',
      'fitMs',
      'scoreMs',
    ])
    expect(fit).toMatchObject({
      model: 'mbg-nbd',
      customers: 60,
      repeaters: 30,
      logLikelihood: expect.any(Number),
      fitMs: expect.any(Number),
      scoreMs: expect.any(Number),
    })
    expect(Object.keys(fit['spend'] as object)).toEqual(['params', 'logLikelihood'])
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200)
  })

  it('takes the day in the store’s time zone, its last minute included', async () => {
    const repeaters = async (day: string) => {
      const { lastLine } = await zhike('recompute', '--json', '--as-of', day)
      return (JSON.parse(lastLine) as { repeaters: number }).repeaters
    }
    expect([await repeaters('2026-03-04'), await repeaters('2026-03-05')]).toEqual([0, 30])
  })

  it('says in words what it did without --json', async () => {
    const { code, stdout } = await zhike('recompute')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^fitted to 60 buyers, 30 of them repeaters, in \d+ ms\nscored 60 customers in /)
  })
})
