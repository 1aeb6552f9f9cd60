import { parentPort, workerData } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'

/** What the thread is told at its beginning, and tells. */
export interface CheckpointOrder {
  file: string
  everyMs: number
}

const { file, everyMs } = workerData as CheckpointOrder
const database = new SqliteDatabase(file)
database.pragma('busy_timeout = 0')

/** Passive: it waits for nobody and keeps nobody waiting; what readers still need is left for the next time. */
function checkpoint(): void {
  try {
    database.pragma('wal_checkpoint(PASSIVE)')
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
