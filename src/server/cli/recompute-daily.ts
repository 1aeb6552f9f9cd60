import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { localDay } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import type { JobRun } from '../jobs/job.ts'
import { keepWhile } from '../leases/keep.ts'
import { createLeases } from '../leases/leases.ts'
import { recompute, recomputeJob } from '../models/recompute.ts'
import { distDir } from './open.ts'

/**
 * Starts the recompute of the day in a low-priority process of its own and waits for its end, or until this process
 * stops: the other one goes on. It takes the lease itself, so that it is done once whoever starts it.
 */
export function startRecompute({ stopping, leaseMs }: Pick<JobRun, 'stopping' | 'leaseMs'>): Promise<null> {
  return new Promise((resolve, reject) => {
    const args = [path.join(distDir, 'server/cli.js'), recomputeJob, '--daily', String(leaseMs)]
    const child = spawn(process.execPath, args, { stdio: 'ignore' })
    child.unref()
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve(null) : reject(new Error(`the daily recompute ended with ${code}`)),
    )
    stopping.addEventListener('abort', () => resolve(null), { once: true })
  })
}

/** The recompute of the day, unless it is done or another process is at it. */
export async function recomputeToday(context: ServerContext, leaseMs: number): Promise<void> {
  const asOf = context.now()
  const day = localDay(asOf, context.config.timeZone)
  const lease = await createLeases(context).take({ name: recomputeJob, ms: leaseMs, day })
  if (!lease) return
  try {
    await keepWhile(lease, () => recompute(context, { asOf }))
    await lease.release({ doneDay: day })
  } finally {
    await lease.release()
  }
}
