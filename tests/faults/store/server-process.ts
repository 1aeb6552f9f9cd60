import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { appReady } from '../../support/command.ts'

const cli = path.resolve(import.meta.dirname, '../../../dist/server/cli.js')
const shim = path.join(import.meta.dirname, 'child-faults.cjs')
const patienceMs = 45_000
/** Jobs look often, and a killed holder keeps the others out for a short time only. */
const jobPace = '300,700,2000'

export interface ServerPlace {
  cwd: string
  environment: Record<string, string>
  port: number
  /** No file may grow beyond this (`ulimit -f`). */
  fileLimitKilobytes?: number | undefined
  aheadMs: number
}

/**
 * What the parent tells a running server: the distance of its clock, pages that the database may still grow by (null: any),
 * to kill itself right after the next commit that issues a coupon.
 */
export interface Command {
  diesAtIssue?: true
  aheadMs?: number
  morePages?: number | null
}

export interface ServerProcess {
  origin: string
  output: () => string
  tell: (command: Command) => Promise<void>
  isRunning: () => boolean
  /** kill -9 of the whole process group. */
  kill: () => Promise<void>
  /** SIGTERM; answers the exit code. */
  stop: () => Promise<number | null>
}

function tell(child: ChildProcess, command: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve())
    child.send(command, (error) => (error ? reject(error) : undefined))
  })
}

function until(done: Promise<unknown>, ms: number, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms)
    done.then(() => resolve(), reject).finally(() => clearTimeout(timer))
  })
}

/** `zhike serve` of the build as a process group of its own, ready to be hurt. */
export async function startServer(place: ServerPlace): Promise<ServerProcess> {
  const { cwd, port, fileLimitKilobytes, aheadMs } = place
  const serve = ['--require', shim, cli, 'serve', '--drain', '0', '--job-pace', jobPace]
  const limited = ['-c', `ulimit -f ${fileLimitKilobytes}; exec "$0" "$@"`, process.execPath, ...serve]
  const [file, args] = fileLimitKilobytes === undefined ? [process.execPath, serve] : ['bash', limited]
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(file, args, {
    cwd,
    env: { PATH, HOME, ...place.environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const kill = async () => {
    if (child.pid !== undefined && isRunning()) process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  if (aheadMs !== 0) await tell(child, { aheadMs })
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', () => (appReady.test(output) ? resolve() : undefined))
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${output}`)))
  })
  await until(ready, patienceMs, 'the start').catch(async (error: unknown) => {
    await kill()
    throw new Error(output, { cause: error })
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    isRunning,
    tell: (command) => until(tell(child, command), patienceMs, 'a command'),
    kill,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs)
      const code = await ended
      clearTimeout(timer)
      return code
    },
  }
}
