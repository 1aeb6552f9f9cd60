import { afterEach, expect, describe, it, vi } from 'vitest'
import { recomputeDaily } from '../../../src/server/cli/recompute-daily.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { reviewStore } from '../review/review-store.ts'

describe.each(engines)('the daily look on $name', ({ open }) => {
  afterEach(() => vi.useRealTimers())

  it('opens the tasks of the review, also on a day whose model stands', async () => {
    const store = await reviewStore(await open())
    await recompute(store.context, { asOf: testNow })
    await store.event('somebody', 'complaint', testNow)
    const tasks = () => store.db.selectFrom('reviewTask').select('ruleId').execute()
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
    const stop = recomputeDaily(store.context)
    vi.advanceTimersByTime(9_999)
    vi.useRealTimers()
    expect(await tasks()).toEqual([])
    stop()
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] })
    const stopAgain = recomputeDaily(store.context)
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
    await vi.waitFor(async () => expect(await tasks()).toEqual([{ ruleId: 'RISK-01' }]))
    stopAgain()
    await store.close()
  })
})
