import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { localDay } from '../../domain/calendar.ts'
import type { ServerContext } from '../context.ts'
import { createModels } from '../models/service.ts'
import { openReviewTasks } from '../review/tasks.ts'
import { distDir } from './open.ts'

const lookEveryMs = 3_600_000
const firstLookMs = 10_000

/**
 * Once a local day the model is fitted anew in a low-priority process of its own; every look opens the tasks of the review
 * that are due. Answers how to stop looking.
 */
export function recomputeDaily(context: ServerContext): () => void {
  const models = createModels(context)

  async function look(): Promise<void> {
    const today = localDay(context.now(), context.config.timeZone)
    const { ltv, fittedAt } = await models.currentModel()
    if (fittedAt !== null && ltv.asOfDay >= today) return
    const child = spawn(process.execPath, [path.join(distDir, 'server/cli.js'), 'recompute'], {
      stdio: 'ignore',
    })
    // A stop of the server does not wait for it: it writes in short transactions of its own.
    child.unref()
    child.on('error', (error) => context.log.error({ err: error }, 'the daily recompute did not start'))
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    child.on('exit', (code) => {
      if (code !== 0) context.log.error({ code }, 'the daily recompute failed')
    })
  }

  const lookSafely = () => {
    openReviewTasks(context).catch((error: unknown) =>
      context.log.error({ err: error }, 'the tasks of the review could not be opened'),
    )
    look().catch((error: unknown) => context.log.error({ err: error }, 'the daily recompute did not start'))
  }
  const first = setTimeout(lookSafely, firstLookMs)
  const timer = setInterval(lookSafely, lookEveryMs)
  return () => {
    clearTimeout(first)
    clearInterval(timer)
  }
}
