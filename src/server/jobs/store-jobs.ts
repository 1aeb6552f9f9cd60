import type { ServerContext } from '../context.ts'
import { sweepKeys } from '../http/idempotency.ts'
import { openReviewTasks } from '../review/tasks.ts'
import type { Services } from '../services.ts'
import type { Job, JobRun } from './job.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const sweepLeaseMs = minuteMs
/** Longer than the longest step of a daily job, which may compute for seconds on end; renewed between two. */
const dailyLeaseMs = 5 * minuteMs
/** Fewer people are at work. */
const retentionHour = 3

type Needs = Pick<Services, 'alerts' | 'callbacks' | 'coupons' | 'enquiries' | 'retention'>

/** A count that is worth a line only when it is not zero. */
const counted = (name: string, count: number) => (count === 0 ? null : { [name]: count })

/** Everything that the store needs done by itself; `recompute` runs the daily recompute to its end. */
export function storeJobs(
  context: ServerContext,
  { alerts, callbacks, coupons, enquiries, retention }: Needs,
  recompute: (run: JobRun) => Promise<object | null>,
): Job[] {
  const sweep = (name: string, run: Job['run']): Job => ({
    name,
    pace: { everyMs: minuteMs },
    leaseMs: sweepLeaseMs,
    run,
  })
  return [
    sweep('coupons', async ({ asOf, isStopped }) => counted('ended', await coupons.sweep(asOf, isStopped))),
    sweep('enquiries', async ({ asOf }) => counted('overdue', await enquiries.sweep(asOf))),
    sweep('callbacks', async ({ asOf }) => (await callbacks.sweep(asOf), null)),
    sweep('alerts', async () => (await alerts.scan(), null)),
    sweep('idempotency', async ({ asOf }) => (await sweepKeys(context, asOf), null)),
    {
      name: 'review',
      pace: { everyMs: hourMs },
      leaseMs: sweepLeaseMs,
      run: async () => (await openReviewTasks(context), null),
    },
    {
      name: 'retention',
      pace: { fromHour: retentionHour },
      leaseMs: dailyLeaseMs,
      takesLease: true,
      run: ({ asOf, ...run }) => retention.run(asOf, run),
    },
    { name: 'recompute', pace: { fromHour: 0 }, leaseMs: dailyLeaseMs, takesLease: true, run: recompute },
  ]
}
