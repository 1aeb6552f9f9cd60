import { describe, expect, it } from 'vitest'
import { localDay } from '../../../src/domain/calendar.ts'
import { recomputeToday } from '../../../src/server/cli/recompute-daily.ts'
import { createLeases } from '../../../src/server/leases/leases.ts'
import { recompute, recomputeJob } from '../../../src/server/models/recompute.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { reviewStore } from '../review/review-store.ts'

const ms = 60_000

describe.each(engines)('the recompute of the day on $name', ({ open }) => {
  it('is done once, whoever does it, and again the next day', async () => {
    const store = await reviewStore(await open())
    const { context, clock } = store
    const fits = async () => (await store.db.selectFrom('ltvModel').select('version').execute()).length
    await Promise.all([recomputeToday(context, ms), recomputeToday(context, ms)])
    expect(await fits()).toBe(1)
    await recomputeToday(context, ms)
    expect(await fits()).toBe(1)

    clock.at += 24 * 3_600_000
    await recompute(context, { asOf: clock.at })
    await recomputeToday(context, ms)
    expect(await fits()).toBe(2)
    await store.close()
  })

  it('is taken over from a process that was killed at it, and not marked as done by one that failed', async () => {
    const store = await reviewStore(await open())
    const { context, clock } = store
    const fits = async () => (await store.db.selectFrom('ltvModel').select('version').execute()).length
    const day = localDay(testNow, context.config.timeZone)
    await createLeases(context).take({ name: recomputeJob, ms, day })
    await recomputeToday(context, ms)
    expect(await fits()).toBe(0)
    clock.at += ms
    const broken = {
      ...context,
      randomBytes: () => {
        throw new Error('no more randomness')
      },
    }
    await expect(recomputeToday(broken, ms)).rejects.toThrow('no more randomness')
    expect(await fits()).toBe(0)
    await recomputeToday(context, ms)
    expect(await fits()).toBe(1)
    await store.close()
  })
})
