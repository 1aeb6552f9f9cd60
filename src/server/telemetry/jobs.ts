import { Counter, Gauge, Histogram } from 'prom-client'
import { inRegistry } from './registry.ts'

const runs = new Counter({
  ...inRegistry,
  name: 'zhike_job_runs_total',
  help: 'Runs of what the server does by itself, by outcome: done or failed',
  labelNames: ['job', 'outcome'],
})
const seconds = new Histogram({
  ...inRegistry,
  name: 'zhike_job_seconds',
  help: 'How long a job took',
  labelNames: ['job'],
  buckets: [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 1800],
})
const lastSuccess = new Gauge({
  ...inRegistry,
  name: 'zhike_job_last_success_timestamp_seconds',
  help: 'When this process last did a job to its end; of several processes the latest counts',
  labelNames: ['job'],
})

type Outcome = 'done' | 'failed'

/** Runs a job and counts how it went; `judge` reads that from its result, null where nothing was done. */
export async function countJob<T>(
  job: string,
  run: () => Promise<T>,
  judge: (result: T) => Outcome | null = () => 'done',
): Promise<T> {
  const startedAt = performance.now()
  const end = (outcome: Outcome) => {
    runs.inc({ job, outcome })
    seconds.observe({ job }, (performance.now() - startedAt) / 1000)
    if (outcome === 'done') lastSuccess.setToCurrentTime({ job })
  }
  try {
    const result = await run()
    const outcome = judge(result)
    if (outcome !== null) end(outcome)
    return result
  } catch (error) {
    end('failed')
    throw error
  }
}
