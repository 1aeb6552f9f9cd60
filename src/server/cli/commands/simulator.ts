import { randomBytes } from 'node:crypto'
import { simulatedSecrets } from '../../../simulator/events/callback-target.ts'
import { buildSimulator } from '../../../simulator/simulator.ts'
import { defaultWorld } from '../../../simulator/people/default-world.ts'
import { listenUntilStopped } from '../listen.ts'
import { distDir } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

function portOption(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new CommandFailed(
      `--port: ${text} is not a port number; give one from 0 (any free one) to 65535`,
      2,
    )
  }
  return port
}

function appOption(text: string): URL {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new CommandFailed(`--app: ${text} is not an http address such as http://127.0.0.1:3000`, 2)
  }
  return new URL(text)
}

/** The stand-in for WeCom as a process of its own, in front of an app that has `WECOM_*` set. */
export async function serveSimulator(options: { app: string; port: string; host: string }): Promise<void> {
  const appUrl = appOption(options.app).origin
  const port = portOption(options.port)
  const world = defaultWorld(Date.now())
  const simulator = buildSimulator({
    world,
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir,
    appUrl,
    callback: { url: `${appUrl}/wecom/callback`, ...simulatedSecrets },
  })
  const { host } = options
  const address = await listenUntilStopped(simulator, { port, host, portKey: '--port', hostKey: '--host' })
  print(`\n  WeCom simulator: ${address}/simulator, in front of ${appUrl}`)
  print('  Start the app with:')
  print(`    WECOM_CORP_ID=${world.corp.corpId}`)
  print(`    WECOM_AGENT_ID=${world.corp.agentId}`)
  print(`    WECOM_SECRET=${world.corp.secret}`)
  print(`    WECOM_API_URL=${address}`)
  print(`    WECOM_CALLBACK_TOKEN=${simulatedSecrets.token}`)
  print(`    WECOM_CALLBACK_AES_KEY=${simulatedSecrets.aesKey}`)
  print(`    WECOM_OAUTH_URL=${address}/connect/oauth2/authorize`)
  print(`    WECOM_LOGIN_URL=${address}/wwlogin/sso/login`)
  print('    SESSION_SECRET=<at least 32 random characters>\n')
}
