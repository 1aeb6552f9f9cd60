import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import type { Job } from '../../../src/server/jobs/job.ts'
import { createJobRunner } from '../../../src/server/jobs/runner.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

/** 2026-03-10 02:59 in Shanghai. */
const beforeThree = Date.UTC(2026, 2, 9, 18, 59)
const minute = 60_000
const pace = { firstLookMs: 1, lookEveryMs: 1_000_000 }

describe.each(engines)('the jobs of two processes on $name', ({ open }) => {
  let database: TestDatabase
  let clock: { at: number }
  let logged: string[]
  beforeEach(async () => {
    database = await open()
    clock = { at: beforeThree }
    logged = []
  })
  afterEach(() => database.destroy())

  const note = (_details: object, message: string) => logged.push(message)
  function runnerOf(...jobs: Job[]) {
    const config = readConfig({}, () => 'a-secret-that-only-the-tests-use!!')
    const log = { info: note, warn: note, error: note }
    return createJobRunner({ config, db: database.db, now: () => clock.at, log }, jobs, pace)
  }
  const counting = (job: Partial<Job> = {}) => {
    const runs: number[] = []
    const run: Job['run'] = async ({ asOf }) => {
      runs.push(asOf)
      await new Promise((resolve) => setTimeout(resolve, 20))
      return null
    }
    return { runs, job: { name: 'job', pace: { everyMs: minute }, leaseMs: minute, run, ...job } }
  }
  async function lookAll(...runners: ReturnType<typeof runnerOf>[]) {
    await Promise.all(runners.map((runner) => runner.look()))
    await Promise.all(runners.map((runner) => runner.settled()))
  }

  it('are done by one of them, again once half of their time is over', async () => {
    const { job, runs } = counting()
    const [one, other] = [runnerOf(job), runnerOf(job)]
    await lookAll(one, other)
    expect(runs).toHaveLength(1)
    clock.at += minute / 2 - 1
    await lookAll(one, other)
    expect(runs).toHaveLength(1)
    clock.at += 1
    await lookAll(other, one)
    expect(runs).toHaveLength(2)
  })

  it('of the day are done once, from their hour on', async () => {
    const { job, runs } = counting({ pace: { fromHour: 3 } })
    const [one, other] = [runnerOf(job), runnerOf(job)]
    await lookAll(one, other)
    expect(runs).toEqual([])
    clock.at += minute
    await lookAll(one, other)
    await lookAll(one, other)
    expect(runs).toHaveLength(1)
    clock.at += 24 * 60 * minute
    await lookAll(one, other)
    expect(runs).toHaveLength(2)
  })

  it('that fail rest in this process, are logged, and are left to the other one', async () => {
    const failing = counting({ run: () => Promise.reject(new Error('broken')) })
    const { job, runs } = counting()
    const [one, other] = [runnerOf(failing.job), runnerOf(job)]
    await lookAll(one)
    await lookAll(one)
    expect(logged).toEqual(['a job failed'])
    await lookAll(other)
    expect(runs).toHaveLength(1)
    clock.at += 5 * minute
    await lookAll(one)
    expect(logged).toEqual(['a job failed', 'a job failed'])
  })

  it('of a killed process are taken over when its lease ends; a stopped one gives its own back', async () => {
    const { job, runs } = counting()
    const hanging = counting({ run: () => new Promise(() => undefined) })
    const killed = runnerOf(hanging.job)
    await killed.look()
    await expect
      .poll(async () => (await database.db.selectFrom('lease').selectAll().execute())[0]?.owner ?? null)
      .not.toBeNull()
    const heir = runnerOf(job)
    clock.at += minute - 1
    await lookAll(heir)
    expect(runs).toEqual([])
    // Nobody renews it meanwhile: the renewal is due after a third of a minute.
    clock.at += 1
    await lookAll(heir)
    expect(runs).toHaveLength(1)
    clock.at += minute

    const isStopped: boolean[] = []
    const stoppable = counting({
      run: async (run) => {
        while (!run.isStopped()) await new Promise((resolve) => setTimeout(resolve, 5))
        isStopped.push(run.stopping.aborted)
        return null
      },
    })
    const stopped = runnerOf(stoppable.job)
    await stopped.look()
    await expect
      .poll(async () => (await database.db.selectFrom('lease').selectAll().execute())[0]?.leaseUntil)
      .toBe(clock.at + minute)
    await stopped.stop()
    expect(isStopped).toEqual([true])
    await stopped.look()
    await lookAll(heir)
    expect(runs).toHaveLength(2)
  })
})
