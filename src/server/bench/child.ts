import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'

/** The built command itself. */
const command = path.resolve(import.meta.dirname, 'cli.js')
const startsWithinMs = 60_000

export interface Child {
  port: number
  process: ChildProcess
  /** The most memory it ever had resident, in MB; NaN where the system does not tell. */
  peakMb: () => Promise<number>
  stop: () => Promise<void>
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + startsWithinMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the process ended with code ${child.exitCode}`)
    const isUp = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    if (Date.now() > until) throw new Error('the process does not answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Starts the command as a process of its own that serves on `port`, and waits until it answers `/healthz`. */
export async function startChild(
  args: readonly string[],
  {
    port,
    environment,
    cwd,
    nodeArgs = [],
  }: { port: number; environment: Record<string, string>; cwd: string; nodeArgs?: readonly string[] },
): Promise<Child> {
  const child = spawn(process.execPath, [...nodeArgs, command, ...args], {
    cwd,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Who stops the bench stops what it started.
  const stopToo = () => child.kill('SIGKILL')
  const leave = () => process.exit(1)
  process.once('exit', stopToo).once('SIGTERM', leave).once('SIGINT', leave)
  void ended.then(() => process.off('exit', stopToo).off('SIGTERM', leave).off('SIGINT', leave))
  await answers(port, child)
  return {
    port,
    process: child,
    async peakMb() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
