import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { configSchema } from '../../src/server/config-schema.ts'

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
  /** The last line of stdout. */
  lastLine: string
}

export interface Running {
  /** `http://127.0.0.1:PORT`, where it says that it listens. */
  origin: string
  pid: number
  stdout: () => string
  /** SIGTERM to this process alone; fails unless it ends with exit code 0. */
  stop: () => Promise<void>
}

export interface Place {
  /** An empty folder of its own: the working directory of every command. */
  cwd: string
  environment?: Record<string, string>
}

const cli = path.resolve(import.meta.dirname, '../../dist/server/cli.js')
const patienceMs = 30_000

/** The environment of the test run without one key of the product's, so that only what the test gives counts. */
function cleanEnvironment(given: Record<string, string>): Record<string, string | undefined> {
  const ours = new Set(Object.keys(configSchema.shape))
  const inherited = Object.entries(process.env).filter(([key]) => !ours.has(key))
  return { ...Object.fromEntries(inherited), ...given }
}

function launch(args: readonly string[], { cwd, environment = {} }: Place) {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: cleanEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString('utf8')))
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString('utf8')))
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { child, output, ended }
}

function killedAfter(child: ChildProcess, ms: number): NodeJS.Timeout {
  return setTimeout(() => child.kill('SIGKILL'), ms)
}

/** Runs `zhike ARGS` to its end as a real process. */
export async function runCommand(args: readonly string[], place: Place): Promise<Finished> {
  const { child, output, ended } = launch(args, place)
  const timer = killedAfter(child, patienceMs)
  const code = await ended
  clearTimeout(timer)
  return { code, ...output, lastLine: output.stdout.trimEnd().split('\n').at(-1) ?? '' }
}

/** Starts `zhike ARGS` and waits until its stdout matches `ready`, whose first group is the origin. */
export async function startCommand(args: readonly string[], place: Place, ready: RegExp): Promise<Running> {
  const { child, output, ended } = launch(args, place)
  const said = () => `${output.stdout}\n${output.stderr}`
  const origin = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no ${String(ready)} in: ${said()}`)), patienceMs)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    child.stdout.on('data', () => {
      const found = ready.exec(output.stdout)
      if (found) settle(() => resolve(found[1] ?? ''))
    })
    ended.then(
      (code) => settle(() => reject(new Error(`ended with ${code}: ${said()}`))),
      (error: unknown) => settle(() => reject(error)),
    )
  }).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    origin,
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    async stop() {
      child.kill('SIGTERM')
      const timer = killedAfter(child, patienceMs)
      const code = await ended
      clearTimeout(timer)
      if (code !== 0) throw new Error(`stopped with exit code ${code}: ${said()}`)
    },
  }
}

/** What `serve` and `start` print once they listen, and what `simulator` prints. */
export const appReady = /知客 is running at (\S+)[\s\S]*?\n\n/
export const simulatorReady = /WeCom simulator: (\S+)\/simulator[\s\S]*?\n\n/

/** An empty folder to run commands in, and how to remove it. */
export async function emptyFolder(): Promise<{ cwd: string; remove: () => Promise<void> }> {
  const cwd = await mkdtemp(path.join(tmpdir(), 'zhike-cli-'))
  return { cwd, remove: () => rm(cwd, { recursive: true, force: true }) }
}
