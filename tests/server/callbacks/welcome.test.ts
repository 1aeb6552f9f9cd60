import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { type Clock, editOf, noting, openDesk, stopAtWork } from './callback-desk.ts'

const added = {
  ...editOf('wm-1'),
  ChangeType: 'add_external_contact',
  State: 'store_sh01',
  WelcomeCode: 'code-1',
}

describe.each(engines)('the welcome on $name', ({ open }) => {
  let database: TestDatabase
  let clock: Clock
  let seen: string[]
  beforeEach(async () => {
    database = await open()
    clock = { at: testNow }
    seen = []
  })
  afterEach(() => database.destroy())

  it('comes ahead of the contact, with code and state, once', async () => {
    const greeted: object[] = []
    const handlers = noting(seen)
    const { greet } = handlers.welcome
    handlers.welcome.greet = async (event) => {
      greeted.push(event)
      await greet(event)
    }
    const desks = [openDesk(database, clock, handlers), openDesk(database, clock, handlers)]
    await Promise.all([...desks, ...desks].map((desk) => desk.send(added)))
    await Promise.all(desks.map((desk) => desk.applyDue()))
    expect(seen).toEqual([`greet wm-1 ${testNow}`, `added wm-1 ${testNow}`])
    expect(greeted).toEqual([
      { externalUserId: 'wm-1', userId: 'lin', state: 'store_sh01', welcomeCode: 'code-1', at: testNow },
    ])
  })

  it('does not wait for older events of the customer', async () => {
    const desk = openDesk(
      database,
      clock,
      noting(seen, async (name) => {
        if (name === 'edited') throw new Error('later')
      }),
    )
    await desk.send(editOf('wm-1'), testNow - 5000)
    await desk.applyDue()
    await desk.send(added)
    await desk.applyDue()
    expect(seen).toEqual([`greet wm-1 ${testNow}`])
  })

  it('that failed is tried again with the event', async () => {
    let failures = 1
    const desk = openDesk(
      database,
      clock,
      noting(seen, async (name) => {
        if (name !== 'greet' || failures === 0) return
        failures -= 1
        throw new Error('busy')
      }),
    )
    await desk.send(added)
    await desk.applyDue()
    expect(seen).toEqual([`greet wm-1 ${testNow}`, `added wm-1 ${testNow}`])
  })

  it('is made up for by another process when the first one died with it', async () => {
    const dead = openDesk(
      database,
      clock,
      noting([], () => new Promise(() => undefined)),
    )
    await dead.send(added)
    await stopAtWork(dead)
    const next = openDesk(database, clock, noting(seen))
    await next.applyDue()
    expect(seen).toEqual([])
    clock.at += 60_000
    await next.applyDue()
    expect(seen).toEqual([`greet wm-1 ${testNow}`, `added wm-1 ${testNow}`])
  })

  it('is not repeated when only the contact failed', async () => {
    let failures = 1
    const desk = openDesk(
      database,
      clock,
      noting(seen, async (name) => {
        if (name !== 'added' || failures === 0) return
        failures -= 1
        throw new Error('busy')
      }),
    )
    await desk.send(added)
    await desk.applyDue()
    clock.at += 2000
    await desk.applyDue()
    expect(seen).toEqual([`greet wm-1 ${testNow}`, `added wm-1 ${testNow}`])
  })
})
