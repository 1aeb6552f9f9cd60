import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { configSchema } from '../../../../src/server/config-schema.ts'
import { appReady } from '../../../support/command.ts'

const cli = path.resolve(import.meta.dirname, '../../../../dist/server/cli.js')
const patienceMs = 20_000

/** `zhike serve` as the leader of a process group of its own, so that all of it can be killed at once. */
export interface RealServer {
  said: () => string
  /** SIGKILL to the group; resolves when the process is gone. */
  kill: () => Promise<void>
}

const inherited = () =>
  Object.fromEntries(Object.entries(process.env).filter(([key]) => !Object.hasOwn(configSchema.shape, key)))

export async function startRealServer(cwd: string, environment: Record<string, string>): Promise<RealServer> {
  const child: ChildProcess = spawn(process.execPath, [cli, 'serve'], {
    cwd,
    detached: true,
    env: { ...inherited(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const kill = async () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
    await ended
  }
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready: ${said}`)), patienceMs)
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      if (!appReady.test(said)) return
      clearTimeout(late)
      resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    void ended.then(() => reject(new Error(`ended: ${said}`)))
  })
  await ready.catch(async (error: unknown) => {
    await kill()
    throw error
  })
  return { said: () => said, kill }
}
