import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { createOnce, sweepKeys } from '../../../src/server/http/idempotency.ts'
import type { Actor } from '../../../src/server/http/register.ts'
import type { Settle } from '../../../src/server/http/settle.ts'
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

  describe('whose answer is settled in the transaction of the write', () => {
    async function desk() {
      const side = await prepared()
      const tag = { tagId: 't', customerId: 'c', userId: null, source: 's', kind: 'k', evidence: '' }
      const write = (name: string) => async (settle: Settle<unknown>) =>
        side.db.transaction().execute(async (trx) => {
          const row = { ...tag, tagId: `${name} ${randomBytes(6).toString('hex')}`, name, createdAt: 0 }
          await trx.insertInto('customerTag').values(row).execute()
          return settle(trx, { link: row.tagId })
        })
      const written = async () =>
        (await side.db.selectFrom('customerTag').select('tagId').execute()).map(({ tagId }) => tagId)
      return { ...side, write, written }
    }

    it('answer the same after a death between the commit and the answer, and at once', async () => {
      const { once, write, written, destroy } = await desk()
      const died = new Promise<void>((resolve) => {
        void once(request('k'), actor('s'), async (settle) => {
          await write('first')(settle)
          resolve()
          return new Promise(() => undefined)
        })
      })
      await died
      const answer = await once(request('k'), actor('s'), write('second'))
      expect([answer]).toEqual((await written()).map((link) => ({ link })))
      await expect(once(request('k', { a: 2 }), actor('s'), write('third'))).rejects.toMatchObject({
        code: 'key_reused',
      })
      expect(await written()).toHaveLength(1)
      await destroy()
    })

    it('answer the same when what came after the commit failed', async () => {
      const { once, write, written, destroy } = await desk()
      const failing = once(request('k'), actor('s'), async (settle) => {
        await write('first')(settle)
        throw new Error('boom')
      })
      await expect(failing).rejects.toThrow('boom')
      const answer = await once(request('k'), actor('s'), write('second'))
      expect([answer]).toEqual((await written()).map((link) => ({ link })))
      await destroy()
    })

    it('leave nothing when the transaction is rolled back, and may be tried again', async () => {
      const { once, write, db, written, destroy } = await desk()
      const failing = once(request('k'), actor('s'), (settle) =>
        db.transaction().execute(async (trx) => {
          await settle(trx, { link: 'never' })
          throw new Error('boom')
        }),
      )
      await expect(failing).rejects.toThrow('boom')
      const answer = await once(request('k'), actor('s'), write('second'))
      expect([answer]).toEqual((await written()).map((link) => ({ link })))
      await destroy()
    })

    /** A run that holds its key and writes when it is told to. */
    async function slowRun({ once, write }: Awaited<ReturnType<typeof desk>>) {
      let goOn = () => {}
      const pause = new Promise<void>((resolve) => (goOn = resolve))
      let answer: Promise<unknown> = Promise.resolve()
      await new Promise<void>((begun) => {
        answer = once(request('k'), actor('s'), async (settle) => {
          begun()
          await pause
          return write('slow')(settle)
        })
      })
      return { answer, goOn }
    }

    it('are undone when another run took them for dead meanwhile, whose answer counts', async () => {
      const side = await desk()
      const slow = await slowRun(side)
      side.clock.at += 30_000
      const quick = await side.once(request('k'), actor('s'), side.write('quick'))
      slow.goOn()
      expect(await slow.answer).toEqual(quick)
      expect([quick]).toEqual((await side.written()).map((link) => ({ link })))
      await side.destroy()
    })

    it('are waited for while they run, and not taken for dead a moment too soon', async () => {
      const side = await desk()
      const slow = await slowRun(side)
      side.clock.at += 29_999
      const again = side.once(request('k'), actor('s'), side.write('again'))
      await new Promise((resolve) => setTimeout(resolve, 120))
      expect(await side.written()).toEqual([])
      slow.goOn()
      expect(await again).toEqual(await slow.answer)
      expect(await side.written()).toHaveLength(1)
      await side.destroy()
    })
  })
})
