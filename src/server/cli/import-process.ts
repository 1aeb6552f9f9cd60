import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import type { RunOne } from '../import/uploads/worker.ts'
import { distDir } from './open.ts'

/**
 * Imports an uploaded file in a low-priority process of its own, which ends with this one: whoever is served does not wait
 * behind a batch. On `signal` it stores the batch it is at and leaves the rest.
 */
export const importInBackground: RunOne = ({ uploadId, signal }) =>
  new Promise((resolve, reject) => {
    const args = [path.join(distDir, 'server/cli.js'), 'import-upload', uploadId]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    const stop = () => child.kill('SIGTERM')
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    child.on('error', reject)
    child.on('exit', (code) => {
      signal.removeEventListener('abort', stop)
      if (code === 0) resolve()
      else reject(new Error(`the import of an uploaded file ended with ${code}`))
    })
  })
