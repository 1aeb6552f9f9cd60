import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { claimMs, createHolds } from '../../../src/server/callbacks/holds.ts'
import { testNow } from '../../support/build-app.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

/** Time for one renewal, had there been one: the timer is a fake one, what it writes is real. */
const renewEveryMs = 2000
async function passARenewal(): Promise<void> {
  vi.advanceTimersByTime(renewEveryMs)
  await new Promise((resolve) => setTimeout(resolve, 100))
}

describe.each(engines)('a claim on $name', ({ open }) => {
  let database: TestDatabase
  const clock = { at: testNow }
  const held = { eventId: 'event-1', claimedBy: 'worker-1' }
  beforeEach(async () => {
    database = await open()
    clock.at = testNow
    await database.db
      .insertInto('wecomEvent')
      .values({
        ...held,
        keyHash: 'hash',
        name: 'name',
        subject: 'wm-1',
        occurredAt: testNow,
        seq: 1,
        payloadJson: 'null',
        status: 'pending',
        receivedAt: testNow,
        greetedAt: null,
        claimedUntil: testNow + claimMs,
        dueAt: testNow,
        attempts: 1,
        problem: null,
        appliedAt: null,
      })
      .execute()
  })
  beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => vi.useRealTimers())
  afterEach(() => database.destroy())

  const claimedUntil = async () => {
    const row = await database.db.selectFrom('wecomEvent').select('claimedUntil').executeTakeFirstOrThrow()
    return row.claimedUntil
  }
  const holds = () => createHolds({ db: database.db, now: () => clock.at })

  it('is renewed while the work goes on, and not afterwards', async () => {
    const answer = await holds().during(held, async () => {
      clock.at += 5000
      vi.advanceTimersByTime(renewEveryMs - 1)
      expect(await claimedUntil()).toBe(testNow + claimMs)
      vi.advanceTimersByTime(1)
      await expect.poll(claimedUntil).toBe(testNow + 5000 + claimMs)
      return 'done'
    })
    expect(answer).toBe('done')
    clock.at += 5000
    await passARenewal()
    expect(await claimedUntil()).toBe(testNow + 5000 + claimMs)
  })

  it('of another holder is left alone, and so is one that was let go', async () => {
    const mine = holds()
    clock.at += 5000
    await mine.during({ ...held, claimedBy: 'worker-2' }, passARenewal)
    expect(await claimedUntil()).toBe(testNow + claimMs)
    await mine.during(held, async () => {
      mine.letGo()
      await passARenewal()
    })
    expect(await claimedUntil()).toBe(testNow + claimMs)
  })
})
