import { randomBytes } from 'node:crypto'
import { buildSimulator } from '../../simulator/simulator.ts'
import { defaultWorld } from '../../simulator/people/default-world.ts'
import { distDir } from './open.ts'
import { CommandFailed, print } from './terminal.ts'

/** The stand-in for WeCom as a process of its own, in front of an app that has `WECOM_*` set. */
export async function serveSimulator(options: { app: string; port: string; host: string }): Promise<void> {
  if (!URL.canParse(options.app) || !/^https?:$/.test(new URL(options.app).protocol)) {
    throw new CommandFailed(`--app: ${options.app} is not an http address, e.g. http://127.0.0.1:3000`, 2)
  }
  const port = Number(options.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandFailed(`--port: ${options.port} is not a port number`, 2)
  }
  const world = defaultWorld(Date.now())
  const simulator = buildSimulator({
    world,
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir,
    appUrl: new URL(options.app).origin,
  })
  process.once('SIGTERM', () => void simulator.close())
  process.once('SIGINT', () => void simulator.close())
  const address = await simulator.listen({ port, host: options.host })
  print(`\n  WeCom simulator: ${address}/simulator, in front of ${options.app}`)
  print('  Start the app with:')
  print(`    WECOM_CORP_ID=${world.corp.corpId}`)
  print(`    WECOM_AGENT_ID=${world.corp.agentId}`)
  print(`    WECOM_SECRET=${world.corp.secret}`)
  print(`    WECOM_API_URL=${address}`)
  print(`    WECOM_OAUTH_URL=${address}/connect/oauth2/authorize`)
  print(`    WECOM_LOGIN_URL=${address}/wwlogin/sso/login`)
  print('    SESSION_SECRET=<at least 32 random characters>\n')
}
