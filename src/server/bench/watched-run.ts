import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import path from 'node:path'

const command = path.resolve(import.meta.dirname, 'cli.js')
const lookEveryMs = 20

export interface WatchedRun {
  output: string
  elapsedMs: number
  /** The most memory it ever had resident, in MB; NaN where the system does not tell. */
  peakMb: number
}

/** Runs the command to its end as a process of its own, and watches its memory. */
export async function watchedRun(
  args: readonly string[],
  options: { environment: Record<string, string>; cwd: string; isLowPriority?: boolean },
): Promise<WatchedRun> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [command, ...args], {
    cwd: options.cwd,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (options.isLowPriority && child.pid !== undefined)
    setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  let peakMb = Number.NaN
  const look = async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN)
    if (!Number.isNaN(kilobytes)) peakMb = kilobytes / 1024
  }
  const timer = setInterval(look, lookEveryMs)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearInterval(timer)
  if (code !== 0) throw new Error(`zhike ${args.join(' ')} ended with code ${code}: ${output}`)
  return { output, elapsedMs: performance.now() - startedAt, peakMb }
}
