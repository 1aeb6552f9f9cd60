import path from 'node:path'
import { connect, type Database } from '../../../src/server/db/connect.ts'
import type { ContactView, WorldView } from '../../../src/simulator/protocol/world-view.ts'
import {
  appReady,
  emptyFolder,
  type Finished,
  runCommand,
  type Running,
  simulatorReady,
  startCommand,
} from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'

/** A company's own installation, as an administrator starts it: `WECOM_*` set, nothing in the database. */
export interface OwnCompany {
  simulator: Running
  app: Running
  /** Its database, beside the process that serves. */
  db: Database
  contacts: readonly ContactView[]
  run: (args: readonly string[]) => Promise<Finished>
  close: () => Promise<void>
}

/** What the simulator prints for the app, as a person would copy it. */
function printedEnvironment(stdout: string): Record<string, string> {
  const pairs = [...stdout.matchAll(/^ {4}(WECOM_\w+)=(\S+)$/gm)]
  return Object.fromEntries(pairs.map(([, key, value]) => [key ?? '', value ?? '']))
}

export async function openOwnCompany(): Promise<OwnCompany> {
  const folder = await emptyFolder()
  const port = String(await freePort())
  const appOrigin = `http://127.0.0.1:${port}`
  const args = ['simulator', '--app', appOrigin, '--port', String(await freePort())]
  const simulator = await startCommand(args, { cwd: folder.cwd }, simulatorReady)
  const file = path.join(folder.cwd, 'zhike.sqlite')
  const environment = {
    ...printedEnvironment(simulator.stdout()),
    DATABASE_URL: `file:${file}`,
    SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
    ADMIN_USER_IDS: 'ChengYe',
    PORT: port,
  }
  const place = { cwd: folder.cwd, environment }
  const app = await startCommand(['serve'], place, appReady)
  const db = await connect(`file:${file}`)
  const world = (await (await fetch(`${simulator.origin}/simulator/api/world`)).json()) as WorldView
  return {
    simulator,
    app,
    db,
    contacts: world.members[0]?.contacts.filter(({ remark }) => remark !== '') ?? [],
    run: (command) => runCommand(command, place),
    async close() {
      await db.destroy()
      await app.stop()
      await simulator.stop()
      await folder.remove()
    },
  }
}
