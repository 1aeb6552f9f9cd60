import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import { createJobRunner } from '../../../src/server/jobs/runner.ts'
import { countJob } from '../../../src/server/telemetry/jobs.ts'
import { testNow } from '../../support/build-app.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { ownFigures } from './figures.ts'

const runs = (job: string, outcome: string) => `zhike_job_runs_total{job="${job}",outcome="${outcome}"}`
const lastSuccess = (job: string) => `zhike_job_last_success_timestamp_seconds{job="${job}"}`

describe.each(engines)('jobs on $name', ({ open, name }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.destroy())

  it('are counted with their time and their end when the server runs them', async () => {
    const [good, bad] = [`good on ${name}`, `bad on ${name}`]
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const config = readConfig({}, () => 'a-secret-that-only-the-tests-use!!')
    const job = (of: string, run: () => Promise<null>) => ({
      name: of,
      pace: { everyMs: 60_000 },
      leaseMs: 60_000,
      run,
    })
    const runner = createJobRunner({ config, db: database.db, now: () => testNow, log }, [
      job(good, async () => null),
      job(bad, () => Promise.reject(new Error('no'))),
    ])
    const startedAt = Date.now() / 1000
    await runner.look()
    await runner.settled()
    const figures = await ownFigures()
    expect([figures(runs(good, 'done')), figures(runs(good, 'failed'))]).toEqual([1, 0])
    expect([figures(runs(bad, 'done')), figures(runs(bad, 'failed'))]).toEqual([0, 1])
    expect(figures(lastSuccess(good))).toBeGreaterThanOrEqual(startedAt)
    expect(figures(lastSuccess(bad))).toBe(0)
    for (const one of [good, bad]) expect(figures(`zhike_job_seconds_count{job="${one}"}`)).toBe(1)
    await runner.stop()
  })
})

describe('a counted job', () => {
  it('is done, failed or no run at all, as its result says', async () => {
    const judge = (result: string) => (result === 'busy' ? null : result === 'well' ? 'done' : 'failed')
    for (const result of ['well', 'badly', 'busy'])
      expect(await countJob('judged', async () => result, judge)).toBe(result)
    const figures = await ownFigures()
    expect(figures(runs('judged', 'done'))).toBe(1)
    expect(figures(runs('judged', 'failed'))).toBe(1)
    expect(figures('zhike_job_seconds_count{job="judged"}')).toBe(2)
  })
})
