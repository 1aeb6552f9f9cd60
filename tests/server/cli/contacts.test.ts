import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import {
  buildSimulator,
  createSimulatorState,
  type SimulatorState,
} from '../../../src/simulator/simulator.ts'
import { emptyFolder, runCommand } from '../../support/command.ts'
import { company, customersOf, member } from '../contacts/company.ts'

const listPath = 'externalcontact/batch/get_by_user'
const advisors = ['an', 'bai', 'cui']
const cli = path.resolve(import.meta.dirname, '../../../dist/server/cli.js')

describe('contacts import', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let state: SimulatorState
  let simulator: FastifyInstance
  let environment: Record<string, string>

  beforeAll(async () => {
    folder = await emptyFolder()
    const world = company(
      advisors.map((userId) => member(userId)),
      customersOf(advisors, 250),
    )
    const randomToken = () => randomBytes(16).toString('hex')
    const options = { world, now: Date.now, randomToken, distDir: folder.cwd }
    state = createSimulatorState(options)
    simulator = buildSimulator(options, state)
    environment = {
      SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
      WECOM_CORP_ID: world.corp.corpId,
      WECOM_AGENT_ID: world.corp.agentId,
      WECOM_SECRET: world.corp.secret,
      WECOM_API_URL: await simulator.listen({ port: 0, host: '127.0.0.1' }),
    }
  })
  afterAll(async () => {
    await simulator.close()
    await folder.remove()
  })

  const run = () => runCommand(['contacts', 'import'], { cwd: folder.cwd, environment })
  async function inDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const db = await connect(`file:${path.join(folder.cwd, 'data/zhike.sqlite')}`)
    try {
      return await work(db)
    } finally {
      await db.destroy()
    }
  }
  const stored = () => inDatabase((db) => db.selectFrom('follow').select('userId').execute())

  it('killed in the middle, it goes on where it was and reads nothing twice', async () => {
    state.faults.add({ path: listPath, latencyMs: 300 })
    const child = spawn(process.execPath, [cli, 'contacts', 'import'], {
      cwd: folder.cwd,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.on('close', resolve))
    await expect.poll(() => state.faults.counts()[listPath] ?? 0, { timeout: 20_000 }).toBe(4)
    child.kill('SIGKILL')
    await ended
    state.faults.clear()
    expect(await stored()).toHaveLength(300)

    const tooSoon = await run()
    expect(tooSoon.code).toBe(1)
    expect(tooSoon.stderr).toContain('Another process is reading the customers now')
    await inDatabase((db) => db.updateTable('lease').set({ leaseUntil: 0 }).execute())

    state.faults.resetCounts()
    const resumed = await run()
    expect(resumed).toMatchObject({ code: 0, lastLine: '3 of 3 members, 750 customers, 0 members failed.' })
    expect(state.faults.counts()[listPath]).toBe(5)
    expect(await stored()).toHaveLength(750)
  }, 60_000)

  it('says what to mend when WeCom refuses', async () => {
    state.faults.add({ path: listPath, errcode: 48002 })
    const { code, stderr } = await run()
    state.faults.clear()
    expect(code).toBe(1)
    expect(stderr).toContain('48002')
    expect(stderr).toContain('zhike doctor')
  })

  it('is for installations with a WeCom app', async () => {
    const { code, stderr } = await runCommand(['contacts', 'import'], { cwd: folder.cwd })
    expect(code).toBe(2)
    expect(stderr).toContain('WECOM_*')
  })
})
