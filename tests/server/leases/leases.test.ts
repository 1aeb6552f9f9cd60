import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { keepWhile } from '../../../src/server/leases/keep.ts'
import { createLeases, type Leases } from '../../../src/server/leases/leases.ts'
import { emptyPostgres } from '../../support/databases.ts'
import { templateName } from '../../support/postgres-cluster.ts'

const ms = 60_000
const terms = { name: 'job', ms }

const places = [
  {
    name: 'one SQLite file',
    async open() {
      const folder = await mkdtemp(path.join(tmpdir(), 'zhike-leases-'))
      const drop = () => rm(folder, { recursive: true, force: true })
      return { url: `file:${folder}/shared.sqlite`, drop }
    },
  },
  { name: 'one PostgreSQL', open: () => emptyPostgres(templateName) },
]

describe.each(places)('leases of several processes on $name', ({ open }) => {
  let clock: { at: number }
  let dbs: Database[]
  let drop: () => Promise<unknown>
  let one: Leases
  let other: Leases

  beforeEach(async () => {
    const place = await open()
    clock = { at: 1_800_000_000_000 }
    dbs = [await connect(place.url), await connect(place.url)]
    drop = place.drop
    for (const db of dbs.slice(0, 1)) await migrate(db)
    ;[one, other] = dbs.map((db) => createLeases({ db, now: () => clock.at })) as [Leases, Leases]
  })
  afterEach(() => vi.useRealTimers())
  afterEach(async () => {
    for (const db of dbs) await db.destroy()
    await drop()
  })

  const stored = async () => dbs[0]?.selectFrom('lease').selectAll().executeTakeFirstOrThrow()

  it('are taken by one of many at once, and given back by their holder only', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).take(terms)),
    )
    const [held, ...none] = taken.filter((lease) => lease !== null)
    expect(none).toEqual([])
    expect(await one.take(terms)).toBeNull()
    await held?.release()
    const next = await other.take(terms)
    expect(next).not.toBeNull()
    await held?.release()
    expect(await held?.renew()).toBe(false)
    expect(await one.take(terms)).toBeNull()
    expect(await next?.renew()).toBe(true)
  })

  it('of a killed holder are free once they end, not a millisecond before', async () => {
    const killed = await one.take(terms)
    clock.at += ms - 1
    expect(await other.take(terms)).toBeNull()
    clock.at += 1
    const heir = await other.take(terms)
    expect(heir).not.toBeNull()
    expect(await killed?.renew()).toBe(false)
    await killed?.release({ doneDay: 5 })
    expect(await stored()).toMatchObject({ doneDay: null, leaseUntil: clock.at + ms })
  })

  it('last from their renewal on, and whoever lost one writes nothing in its name', async () => {
    const held = await one.take(terms)
    clock.at += ms - 1
    expect(await held?.renew()).toBe(true)
    clock.at += ms - 1
    expect(await other.take(terms)).toBeNull()
    clock.at += 1
    expect(await other.take(terms)).not.toBeNull()
    const write = dbs[0]?.transaction().execute(async (trx) => {
      await trx.insertInto('setting').values({ key: 'late', valueJson: '1', updatedAt: 1 }).execute()
      if (!(await held?.renew(trx))) throw new Error('lost')
    })
    await expect(write).rejects.toThrow('lost')
    expect(await dbs[0]?.selectFrom('setting').selectAll().execute()).toEqual([])
  })

  it('that a wrong clock set far ahead bind nobody', async () => {
    await one.take(terms)
    clock.at -= ms
    expect(await other.take(terms)).toBeNull()
    clock.at -= 1
    expect(await other.take(terms)).not.toBeNull()
  })

  it('are not kept from being due, or being done, by a day or a time that a wrong clock set', async () => {
    const every = { ...terms, everyMs: 60_000 }
    const held = await one.take(every)
    await held?.release({ dueAt: clock.at + 60_000 })
    expect(await other.take(every)).toBeNull()
    clock.at -= 1
    expect(await other.take(every)).not.toBeNull()
    const daily = { name: 'daily', ms, day: 20_000 }
    const wrong = await one.take(daily)
    await wrong?.release({ doneDay: 20_001 })
    expect(await other.take(daily)).toBeNull()
    expect(await other.take({ ...daily, day: 19_999 })).not.toBeNull()
  })

  it('are not taken again before they are due', async () => {
    const held = await one.take(terms)
    await held?.release({ dueAt: clock.at + 30_000 })
    expect([...(await other.free([terms]))]).toEqual([])
    clock.at += 29_999
    expect(await other.take(terms)).toBeNull()
    clock.at += 1
    expect([...(await other.free([terms, { name: 'never taken', ms }]))]).toEqual(['job', 'never taken'])
    expect(await other.take(terms)).not.toBeNull()
  })

  it('of a daily job are taken until it is done for that day', async () => {
    const today = { ...terms, day: 20_000 }
    const held = await one.take(today)
    await held?.release()
    const again = await other.take(today)
    await again?.release({ doneDay: 20_000 })
    expect(await one.take(today)).toBeNull()
    expect(await one.take({ ...today, day: 19_999 })).toBeNull()
    expect(await one.take({ ...today, day: 20_001 })).not.toBeNull()
    await other.markDone('by hand', 20_000)
    await other.markDone('by hand', 19_000)
    expect(await one.take({ ...today, name: 'by hand' })).toBeNull()
  })

  it('are kept while the work lasts; once lost, the work is told', async () => {
    const lease = await one.take(terms)
    if (!lease) throw new Error('not taken')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    const passAThird = () => {
      clock.at += ms / 3
      vi.advanceTimersByTime(ms / 3)
    }
    const outcome = await keepWhile(lease, async (isHeld) => {
      for (let third = 1; third <= 4; third += 1) {
        passAThird()
        await expect.poll(async () => (await stored())?.leaseUntil).toBe(clock.at + ms)
      }
      const kept = [isHeld(), await other.take(terms)]
      await dbs[1]?.updateTable('lease').set({ owner: 'other' }).execute()
      passAThird()
      await expect.poll(isHeld).toBe(false)
      return kept
    })
    expect(outcome).toEqual([true, null])
  })

  it('that cannot be renewed run out by themselves', async () => {
    const lease = await one.take(terms)
    if (!lease) throw new Error('not taken')
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] })
    const away = { ...lease, renew: () => Promise.reject(new Error('no database')) }
    await keepWhile(away, async (isHeld) => {
      vi.advanceTimersByTime(ms - 1)
      expect(isHeld()).toBe(true)
      vi.advanceTimersByTime(1)
      expect(isHeld()).toBe(false)
    })
  })
})
