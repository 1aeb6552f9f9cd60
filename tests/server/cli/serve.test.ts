import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import {
  appReady,
  emptyFolder,
  type Place,
  runCommand,
  simulatorReady,
  startCommand,
} from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'
import { emptyPostgres } from '../../support/databases.ts'

const wecom = {
  WECOM_CORP_ID: 'ww1',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'secret-of-the-app',
  SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
}

async function customersIn(databaseUrl: string): Promise<number> {
  const db = await connect(databaseUrl)
  const { count } = await db
    .selectFrom('customer')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await db.destroy()
  return Number(count)
}

const sqlite = async () => {
  const folder = await emptyFolder()
  return { cwd: folder.cwd, url: `file:${folder.cwd}/shop/zhike.sqlite`, remove: folder.remove }
}
const postgres = async () => {
  const folder = await emptyFolder()
  const { url, drop } = await emptyPostgres()
  return { cwd: folder.cwd, url, remove: () => Promise.all([folder.remove(), drop()]) }
}

describe.each([
  { name: 'SQLite', open: sqlite },
  { name: 'PostgreSQL', open: postgres },
])('serving on $name', ({ open }) => {
  let store: Awaited<ReturnType<typeof open>>
  let place: Place & { environment: Record<string, string> }
  beforeAll(async () => {
    store = await open()
  })
  afterAll(async () => {
    await store.remove()
  })
  beforeEach(async () => {
    place = { cwd: store.cwd, environment: { DATABASE_URL: store.url, PORT: String(await freePort()) } }
  })

  it('serve leaves an empty database empty, answers, and says what to do next', async () => {
    const server = await startCommand(['serve'], place, appReady)
    expect(server.origin).toBe(`http://127.0.0.1:${place.environment['PORT']}`)
    for (const path of ['/healthz', '/readyz', '/simulator', '/docs']) {
      expect((await fetch(server.origin + path)).status, path).toBe(200)
    }
    expect(server.stdout()).toContain(`${server.origin}/simulator`)
    expect(server.stdout()).toContain('npx zhike demo')
    await server.stop()
    expect(await customersIn(store.url)).toBe(0)
  })

  it('start fills it once; the second start and demo leave it alone', async () => {
    const first = await startCommand(['start'], place, appReady)
    expect(first.stdout()).toContain('demo store seeded')
    await first.stop()
    const seeded = await customersIn(store.url)
    expect(seeded).toBe(600)

    const second = await startCommand(['start'], place, appReady)
    expect(second.stdout()).not.toContain('seeded')
    expect(second.stdout()).not.toContain('npx zhike demo')
    const demo = await runCommand(['demo'], place)
    expect(demo).toMatchObject({ code: 1, stdout: '' })
    expect(demo.stderr).toMatch(/^DATABASE_URL: this database is not empty; .*file:\.\/data\/demo\.sqlite\n$/)
    await second.stop()
    expect(await customersIn(store.url)).toBe(seeded)
  })

  it('refuses the demo store once WECOM_* is set, whatever the command', async () => {
    const real = { ...place, environment: { ...place.environment, ...wecom } }
    for (const command of ['serve', 'start', 'starter', 'recompute', 'keys list', 'demo']) {
      const { code, stderr } = await runCommand(command.split(' '), real)
      expect([command, code]).toEqual([command, 2])
      expect(stderr).toMatch(/^DATABASE_URL: this database holds the demo store; .*choose another one\n$/)
    }
  })
})

describe('a real installation', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  beforeAll(async () => {
    folder = await emptyFolder()
  })
  afterAll(() => folder.remove())

  it('is never seeded by start, has no simulator, and is told about starter', async () => {
    const environment = { ...wecom, PORT: String(await freePort()) }
    const server = await startCommand(['start'], { cwd: folder.cwd, environment }, appReady)
    expect((await fetch(`${server.origin}/simulator`)).status).toBe(404)
    expect(server.stdout()).not.toContain('/simulator')
    expect(server.stdout()).toContain('npx zhike starter --publish')
    await server.stop()
    expect(await customersIn(`file:${folder.cwd}/data/zhike.sqlite`)).toBe(0)
    const demo = await runCommand(['demo'], { cwd: folder.cwd, environment })
    expect(demo).toMatchObject({ code: 1, stderr: expect.stringMatching(/^WECOM_\*: .*unset them\n$/) })
  })
})

describe('a place to listen', () => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  beforeAll(async () => {
    folder = await emptyFolder()
  })
  afterAll(() => folder.remove())

  it('that is taken or foreign is named in one sentence, exit code 1', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const port = String((holder.address() as AddressInfo).port)
    const app = ['--app', 'http://127.0.0.1:1']
    const attempts: [args: string[], environment: Record<string, string>, says: RegExp][] = [
      [['serve'], { PORT: port }, /^PORT: \d+ is taken; .*set PORT to another port\n$/],
      [['simulator', ...app, '--port', port], {}, /^--port: \d+ is taken; .*set --port to another port\n$/],
      [['serve'], { HOST: '192.0.2.1', PORT: port }, /^HOST: 192\.0\.2\.1 is no address of this machine/],
      [['simulator', ...app, '--host', '192.0.2.1'], {}, /^--host: 192\.0\.2\.1 is no address/],
    ]
    for (const [args, environment, says] of attempts) {
      const { code, stderr } = await runCommand(args, { cwd: folder.cwd, environment })
      expect([args, code]).toEqual([args, 1])
      expect(stderr).toMatch(says)
    }
    await new Promise((resolve) => holder.close(resolve))
  })

  it('of the simulator can be any free one; it prints what the app needs', async () => {
    const args = ['simulator', '--app', 'http://127.0.0.1:3000/path', '--port', '0']
    const simulator = await startCommand(args, { cwd: folder.cwd }, simulatorReady)
    expect((await fetch(`${simulator.origin}/simulator/api/world`)).status).toBe(200)
    const printed = simulator.stdout()
    for (const key of ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET', 'SESSION_SECRET']) {
      expect(printed).toMatch(new RegExp(`^ {4}${key}=\\S`, 'm'))
    }
    expect(printed).toContain(`WECOM_API_URL=${simulator.origin}\n`)
    expect(printed).toContain(`WECOM_OAUTH_URL=${simulator.origin}/connect/oauth2/authorize\n`)
    expect(printed).toContain('in front of http://127.0.0.1:3000\n')
    await simulator.stop()
  })
})
