import { parentPort, workerData } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'

/** What the thread is told at its beginning, and tells. */
export interface CheckpointOrder {
  file: string
  everyMs: number
}

const { file, everyMs } = workerData as CheckpointOrder
const database = new SqliteDatabase(file)
// It is this thread that waits.
database.pragma('busy_timeout = 100')

/** 16 MB: from here on the log is begun anew, so that no commit of the server ever comes to do it. */
const longLogPages = 4096

function copy(mode: 'PASSIVE' | 'RESTART'): number {
  const [row] = database.pragma(`wal_checkpoint(${mode})`) as { log: number }[]
  return row?.log ?? 0
}

/**
 * Passive: it waits for nobody and keeps nobody waiting. While others write there is always a page left, and the log would only
 * grow: twice in a row leaves next to nothing for the one that keeps writers out.
 */
function checkpoint(): void {
  try {
    if (copy('PASSIVE') < longLogPages) return
    copy('PASSIVE')
    copy('RESTART')
  } catch (error) {
    parentPort?.postMessage(error instanceof Error ? error.message : String(error))
  }
}

const timer = setInterval(checkpoint, everyMs)
parentPort?.once('message', () => {
  clearInterval(timer)
  database.close()
  parentPort?.close()
})
