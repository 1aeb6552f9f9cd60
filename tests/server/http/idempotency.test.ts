import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { createOnce, sweepKeys } from '../../../src/server/http/idempotency.ts'
import type { Actor } from '../../../src/server/http/register.ts'
import { engines } from '../../support/databases.ts'

const sessionSecret = 'a-secret-that-only-the-tests-use!!'
const actor = (sessionId: string): Actor => ({ userId: 'u', name: 'U', role: 'advisor', sessionId })
const request = (key: unknown, body: unknown = { a: 1 }, url = '/x') =>
  ({
    headers: key === undefined ? {} : { 'idempotency-key': key },
    body,
    url,
    routeOptions: { url: '/x' },
  }) as unknown as FastifyRequest

describe.each(engines)('writes under a key on $name', ({ open }) => {
  async function prepared() {
    const database = await open()
    const clock = { at: 1_800_000_000_000 }
    const once = createOnce({ db: database.db, now: () => clock.at, randomBytes, config: { sessionSecret } })
    let runs = 0
    const run = async () => {
      runs += 1
      await new Promise((resolve) => setTimeout(resolve, 20))
      return { run: runs }
    }
    return { ...database, clock, once, run, runs: () => runs }
  }

  it('run once, however often and however parallel the same tap arrives', async () => {
    const { once, run, runs, destroy } = await prepared()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => once(request('tap-1'), actor('s'), run)),
    )
    expect(runs()).toBe(1)
    expect(answers).toEqual(Array.from({ length: 8 }, () => ({ run: 1 })))
    await destroy()
  })

  it('belong to their session, key and 24 hours; no key means no memory', async () => {
    const { once, run, runs, clock, destroy } = await prepared()
    await once(request('k'), actor('s'), run)
    await once(request('k'), actor('other'), run)
    await once(request('k2'), actor('s'), run)
    await once(request(undefined), actor('s'), run)
    await once(request(undefined), actor('s'), run)
    expect(runs()).toBe(5)
    clock.at += 24 * 3_600_000
    await once(request('k'), actor('s'), run)
    expect(runs()).toBe(5)
    clock.at += 1
    await once(request('k'), actor('s'), run)
    expect(runs()).toBe(6)
    await destroy()
  })

  it('are forgotten by the sweep after 24 hours, not before', async () => {
    const { once, run, db, clock, destroy } = await prepared()
    await once(request('k'), actor('s'), run)
    const left = async () => (await db.selectFrom('idempotency').select('key').execute()).length
    await sweepKeys({ db }, clock.at + 24 * 3_600_000)
    expect(await left()).toBe(1)
    await sweepKeys({ db }, clock.at + 24 * 3_600_000 + 1)
    expect(await left()).toBe(0)
    await destroy()
  })

  it('refuse another body or another address under the same key, and keys that are none', async () => {
    const { once, run, destroy } = await prepared()
    await once(request('k'), actor('s'), run)
    await expect(once(request('k', { a: 2 }), actor('s'), run)).rejects.toMatchObject({
      code: 'key_reused',
      status: 409,
    })
    await expect(once(request('k', { a: 1 }, '/y'), actor('s'), run)).rejects.toMatchObject({
      code: 'key_reused',
    })
    for (const bad of ['', 'with space', 'x'.repeat(129), ['a', 'b']]) {
      await expect(once(request(bad), actor('s'), run)).rejects.toMatchObject({ code: 'invalid_input' })
    }
    await destroy()
  })

  it('are remembered sealed: a copy of the database tells no link', async () => {
    const { once, db, clock, runs, run, destroy } = await prepared()
    const answer = { card: { link: 'https://zhike.test/c/secret-of-a-link' } }
    const tap = () => once(request('k'), actor('s'), async () => answer)
    expect(await tap()).toEqual(answer)
    const { responseJson } = await db.selectFrom('idempotency').selectAll().executeTakeFirstOrThrow()
    expect(responseJson).toMatch(/^v1\.[\w-]+$/)
    expect(Buffer.from(responseJson?.slice(3) ?? '', 'base64url').toString('latin1')).not.toContain(
      'secret-of',
    )
    expect(await tap()).toEqual(answer)
    const elsewhere = createOnce({
      db,
      now: () => clock.at,
      randomBytes,
      config: { sessionSecret: 'another-secret-that-opens-nothing!' },
    })
    await expect(elsewhere(request('k'), actor('s'), run)).rejects.toMatchObject({ code: 'key_reused' })
    expect(runs()).toBe(0)
    await db
      .updateTable('idempotency')
      .set({ responseJson: JSON.stringify(answer) })
      .execute()
    expect(await tap()).toEqual(answer)
    await destroy()
  })

  it('may be tried again after a failure, and after a process that died without an answer', async () => {
    const { once, run, runs, db, clock, destroy } = await prepared()
    await expect(once(request('k'), actor('s'), () => Promise.reject(new Error('boom')))).rejects.toThrow(
      'boom',
    )
    expect(await once(request('k'), actor('s'), run)).toEqual({ run: 1 })
    await db.updateTable('idempotency').set({ responseJson: null }).execute()
    clock.at += 30_000
    expect(await once(request('k'), actor('s'), run)).toEqual({ run: 2 })
    expect(runs()).toBe(2)
    await destroy()
  })
})
