import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ServerContext } from '../../context.ts'
import { sqliteFile } from '../connect.ts'
import { autocheckpoint, longLogPages } from './autocheckpoint.ts'
import type { CheckpointOrder } from './worker.ts'

const everyMs = 1000
/** SQLite's own. */
const pagesWithoutThread = 1000
const memory = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 }

/**
 * Copies the write-ahead log into the database file from a thread of its own. SQLite would do it inside of every so-many-th
 * commit, and with the disk's answers to wait for that stops every request. Answers how to end it; on PostgreSQL, which does
 * so by itself, there is nothing to do.
 */
export async function checkpointAside({
  config,
  db,
  log,
}: Pick<ServerContext, 'config' | 'db' | 'log'>): Promise<() => Promise<void>> {
  const file = sqliteFile(config.databaseUrl)
  if (file === null) return async () => undefined
  // The log grows no further should the thread come late.
  await autocheckpoint(db, longLogPages)
  const workerData: CheckpointOrder = { file, everyMs }
  // Beside the built command, which this file is part of.
  const thread = new Worker(path.join(import.meta.dirname, 'checkpoints.js'), {
    workerData,
    resourceLimits: memory,
  })
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
  let latestProblem: string | null = null
  thread.on('message', (problem: string) => {
    if (problem === latestProblem) return
    latestProblem = problem
    log.warn({ reason: problem }, 'the write-ahead log could not be copied; it is tried again')
  })
  thread.on('error', async (error: Error) => {
    log.error({ reason: error.message }, 'checkpoints go on without their own thread')
    await autocheckpoint(db, pagesWithoutThread)
  })
  thread.unref()
  return async () => {
    thread.ref()
    thread.postMessage('end')
    await ended
  }
}
