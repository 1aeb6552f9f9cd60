import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { claimMs } from '../../../src/server/callbacks/holds.ts'
import { testNow } from '../../support/build-app.ts'
import { type Clock, editOf, noting, openDesk, stopAtWork } from './callback-desk.ts'

const second = 1000
const dayMs = 86_400_000
const never = () => new Promise<void>(() => undefined)

describe.each(engines)('callbacks on $name', ({ open }) => {
  let database: TestDatabase
  let clock: Clock
  let seen: string[]
  beforeEach(async () => {
    database = await open()
    clock = { at: testNow }
    seen = []
  })
  afterEach(() => database.destroy())

  it('apply each of 200 events of one second once, though each comes twice and two processes work', async () => {
    const [first, other] = [1, 2].map(() => openDesk(database, clock, noting(seen)))
    if (!first || !other) throw new Error('two are needed')
    const customers = Array.from({ length: 200 }, (_, index) => `wm-${index}`)
    await Promise.all(
      customers.flatMap((customer, index) => {
        const [one, two] = index % 2 === 0 ? [first, other] : [other, first]
        return [one.send(editOf(customer)), two.send(editOf(customer))]
      }),
    )
    await Promise.all([first.applyDue(), other.applyDue()])
    expect(seen.length).toBe(200)
    expect(new Set(seen)).toEqual(new Set(customers.map((customer) => `edited ${customer} ${testNow}`)))
  })

  it('apply what one process stored and did not live to apply', async () => {
    const killed = openDesk(database, clock, noting([]))
    await killed.stop()
    await killed.send(editOf('wm-1'))
    expect(await killed.row('wm-1')).toMatchObject({ status: 'pending', attempts: 0, appliedAt: null })

    const next = openDesk(database, clock, noting(seen))
    await next.applyDue()
    expect(seen).toEqual([`edited wm-1 ${testNow}`])
    expect(await next.row('wm-1')).toMatchObject({ status: 'applied', attempts: 1, appliedAt: testNow })
    await next.applyDue()
    expect(seen).toHaveLength(1)
  })

  it('are looked for by themselves once it has started, until it stops', async () => {
    const killed = openDesk(database, clock, noting([]))
    await killed.stop()
    const next = openDesk(database, clock, noting(seen))
    next.start()
    await killed.send(editOf('wm-1'))
    await expect.poll(() => seen).toHaveLength(1)
    await next.stop()
    await killed.send(editOf('wm-2'))
    await next.applyDue()
    expect(seen).toHaveLength(1)
  }, 10_000)

  it('take over from a process that died at work, when its claim has run out', async () => {
    const dead = openDesk(database, clock, noting([], never))
    await dead.send(editOf('wm-1'))
    await expect.poll(async () => (await dead.row('wm-1'))?.attempts).toBe(1)
    await stopAtWork(dead)

    const next = openDesk(database, clock, noting(seen))
    clock.at = testNow + claimMs - 1
    await next.applyDue()
    expect(seen).toEqual([])
    clock.at += 1
    await next.applyDue()
    expect(seen).toEqual([`edited wm-1 ${testNow}`])
  })

  it('come in the order of their time, whatever the order of their arrival', async () => {
    const receiver = openDesk(database, clock, noting([]))
    await receiver.stop()
    for (const late of [3, 1, 2, 0])
      await receiver.send(editOf('wm-1', late === 2 ? { State: 's' } : {}), testNow + late * second)
    await receiver.send({ ...editOf('wm-1'), ChangeType: 'del_follow_user' }, testNow + 3 * second)

    await openDesk(database, clock, noting(seen)).applyDue()
    const inOrder = [0, 1, 2, 3].map((late) => `edited wm-1 ${testNow + late * second}`)
    expect(seen).toEqual([...inOrder, `removedByCustomer wm-1 ${testNow + 3 * second}`])
  })

  it('try again after growing pauses; the same customer waits, others do not', async () => {
    let failures = 2
    const desk = openDesk(
      database,
      clock,
      noting(seen, async (_name, id, at) => {
        if (id !== 'wm-1' || at !== testNow || failures === 0) return
        failures -= 1
        throw new Error('WeCom does not answer')
      }),
    )
    await desk.send(editOf('wm-1'))
    await desk.send(editOf('wm-1'), testNow + second)
    await desk.send(editOf('wm-2'))
    await desk.applyDue()
    expect(seen).toEqual([`edited wm-2 ${testNow}`])
    expect(await desk.row('wm-1')).toMatchObject({ attempts: 1, problem: 'WeCom does not answer' })

    for (const [waits, attempts] of [
      [2 * second - 1, 1],
      [1, 2],
      [10 * second - 1, 2],
    ] as const) {
      clock.at += waits
      await desk.applyDue()
      expect((await desk.row('wm-1'))?.attempts).toBe(attempts)
    }
    clock.at += 1
    await desk.applyDue()
    expect(seen.slice(1)).toEqual([`edited wm-1 ${testNow}`, `edited wm-1 ${testNow + second}`])
    expect(await desk.row('wm-1')).toMatchObject({ status: 'applied', problem: null })
  })

  it('give up after eight attempts and go on with the next', async () => {
    const desk = openDesk(
      database,
      clock,
      noting(seen, async (_name, _id, at) => {
        if (at === testNow) throw new Error('never works')
      }),
    )
    await desk.send(editOf('wm-1'))
    await desk.send(editOf('wm-1'), testNow + second)
    for (let hour = 0; hour < 30; hour += 1) {
      await desk.applyDue()
      clock.at += 3_600_000
    }
    expect(await desk.row('wm-1')).toMatchObject({ status: 'failed', attempts: 8, problem: 'never works' })
    expect(seen).toEqual([`edited wm-1 ${testNow + second}`])
  })

  it('are stored at once though nothing behind them ever answers', async () => {
    const desk = openDesk(database, clock, noting(seen, never))
    for (const customer of ['wm-1', 'wm-2', 'wm-3', 'wm-4', 'wm-5', 'wm-6'])
      await desk.send({ ...editOf(customer), ChangeType: 'add_external_contact' })
    expect((await desk.row('wm-6'))?.status).toBe('pending')
  })

  it('say unavailable when they cannot be stored, so that WeCom sends them again', async () => {
    const desk = openDesk(database, clock, noting(seen))
    await database.db.schema.dropTable('wecomEvent').execute()
    await expect(desk.send(editOf('wm-1'))).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('keep nothing of what they do not understand but its name', async () => {
    const desk = openDesk(database, clock, noting(seen))
    await desk.send(editOf('wm-1', { ChangeType: 'brand_new', Secret: 'of the customer' }))
    await desk.send({ Event: 'enter_agent', EventKey: 'x' })
    await desk.applyDue()
    const rows = await database.db.selectFrom('wecomEvent').selectAll().orderBy('name').execute()
    expect(
      rows.map(({ name, status, subject, payloadJson }) => [name, status, subject, payloadJson]),
    ).toEqual([
      ['change_external_contact.brand_new', 'ignored', '', 'null'],
      ['enter_agent', 'ignored', '', 'null'],
    ])
    expect(JSON.stringify(rows)).not.toContain('wm-1')
    expect(seen).toEqual([])
  })

  it('are forgotten seven days after they were applied; what is older than six is a replay', async () => {
    const desk = openDesk(database, clock, noting(seen))
    await desk.send(editOf('wm-1'))
    await desk.applyDue()
    await desk.sweep(testNow + 7 * dayMs - 1)
    expect(await desk.row('wm-1')).toBeDefined()
    await desk.sweep(testNow + 7 * dayMs)
    expect(await desk.row('wm-1')).toBeUndefined()

    clock.at = testNow + 7 * dayMs
    await desk.send(editOf('wm-1'), testNow)
    await desk.applyDue()
    expect(seen).toHaveLength(1)
    await desk.send(editOf('wm-2'), clock.at - 6 * dayMs)
    await desk.send(editOf('wm-3'), clock.at - 6 * dayMs - second)
    await desk.applyDue()
    expect(seen.slice(1)).toEqual([`edited wm-2 ${clock.at - 6 * dayMs}`])
    expect(await desk.lastReceivedAt()).toBe(clock.at)
  })
})
