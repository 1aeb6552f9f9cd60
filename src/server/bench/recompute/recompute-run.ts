import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import path from 'node:path'

const command = path.resolve(import.meta.dirname, 'cli.js')
const lookEveryMs = 50

export interface RecomputeRun {
  /** Until everybody was fitted, scored and written. */
  elapsedMs: number
  scored: number
  peakMb: number
}

/**
 * Runs `recompute` as the server does once a day, in one process of low priority, until all snapshots are written. What comes behind
 * that is ended.
 */
export async function runRecompute(environment: Record<string, string>, cwd: string): Promise<RecomputeRun> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [command, 'recompute'], {
    cwd,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let peakMb = Number.NaN
  const timer = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    peakMb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peakMb * 1024) / 1024
  }, lookEveryMs)
  let output = ''
  const scored = await new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => reject(new Error(`recompute ended before it had scored: ${output}`)))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      const line = /scored (\d+) customers/.exec(output)
      if (line) resolve(Number(line[1]))
    })
  }).finally(() => clearInterval(timer))
  const elapsedMs = performance.now() - startedAt
  child.kill('SIGTERM')
  await ended
  return { elapsedMs, scored, peakMb }
}
