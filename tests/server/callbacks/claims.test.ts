import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeClaimed, claim, claimNext } from '../../../src/server/callbacks/repository.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { editOf, noting, openDesk } from './callback-desk.ts'

const by = (claimedBy: string) => ({ claimedBy, asOf: testNow, claimedUntil: testNow + 6000 })

describe.each(engines)('the claim of a callback on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
    const desk = openDesk(database, { at: testNow }, noting([]))
    await desk.stop()
    await desk.send(editOf('wm-1'))
  })
  afterEach(() => database.destroy())

  it('goes to one; who looked at the same moment and comes second gets nothing', async () => {
    const row = await claimNext(database.db, by('first'))
    if (!row) throw new Error('one is due')
    expect(await claim(database.db, row.eventId, by('second'))).toBeUndefined()
  })

  it('is not had by who comes second though the first has failed by then and put it off', async () => {
    const row = await claimNext(database.db, by('first'))
    if (!row) throw new Error('one is due')
    await changeClaimed(database.db, row, { dueAt: testNow + 1, claimedUntil: null })
    expect(await claim(database.db, row.eventId, by('second'))).toBeUndefined()
    const later = { ...by('second'), asOf: testNow + 1 }
    expect(await claim(database.db, row.eventId, later)).toMatchObject({ attempts: 2, claimedBy: 'second' })
  })
})
