import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeys } from '../../../src/server/keys/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { testContext } from '../ingest/shop-side.ts'

describe.each(engines)('keys on $name', ({ open }) => {
  let database: TestDatabase
  let keys: ReturnType<typeof createKeys>
  beforeAll(async () => {
    database = await open()
    keys = createKeys({ ...testContext(database.db), randomBytes })
  })
  afterAll(() => database.destroy())

  const ask = (authorization: string | undefined, scope: string) =>
    keys.requireKey({ headers: { authorization } }, scope)

  it('shows a key once, stores only its hash and knows it until it is revoked', async () => {
    const made = await keys.create(' shop ', ['ingest', 'redeem', 'ingest'])
    expect(made).toMatchObject({ name: 'shop', scopes: ['ingest', 'redeem'], revokedAt: null })
    expect(made.key).toMatch(/^zk_[A-Za-z0-9_-]{32}$/)
    const stored = JSON.stringify(await database.db.selectFrom('apiKey').selectAll().execute())
    expect(stored).not.toContain(made.key)
    expect(JSON.stringify(await keys.list())).not.toContain(made.key.slice(3))

    expect(await ask(`Bearer ${made.key}`, 'redeem')).toEqual({ keyId: made.keyId, name: 'shop' })
    expect(await ask(`bearer ${made.key}`, 'ingest')).toMatchObject({ keyId: made.keyId })
    await expect(ask(`Bearer ${made.key}`, 'metrics')).rejects.toMatchObject({ code: 'forbidden' })

    expect(await keys.revoke(made.keyId)).toBe(true)
    expect(await keys.revoke(made.keyId)).toBe(false)
    expect(await keys.revoke('key_none')).toBe(false)
    expect((await keys.list()).map(({ revokedAt }) => revokedAt !== null)).toEqual([true])
    await expect(ask(`Bearer ${made.key}`, 'redeem')).rejects.toMatchObject({ code: 'bad_key' })
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer zk_short',
    `Basic zk_${'a'.repeat(32)}`,
    `Bearer zk_${'a'.repeat(32)}`,
  ])('refuses the header %j', async (authorization) => {
    await expect(ask(authorization, 'ingest')).rejects.toMatchObject({ code: 'bad_key', status: 401 })
  })

  it('makes no two equal keys and refuses bad names and scopes', async () => {
    const made = await Promise.all(['a', 'b', 'c'].map((name) => keys.create(name, ['metrics'])))
    expect(new Set(made.map(({ key }) => key)).size).toBe(3)
    await expect(keys.create('', ['ingest'])).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(keys.create('x', [])).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(keys.create('x', ['ingest', 'root'])).rejects.toThrow('root is unknown')
  })
})
