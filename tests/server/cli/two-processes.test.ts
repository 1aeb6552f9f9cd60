import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultTagGroups } from '../../../src/domain/tags/allowed-tags.ts'
import { type Carry, carryByHttp, simulatedSecrets } from '../../../src/simulator/events/callback-target.ts'
import { buildSimulator, createSimulatorState } from '../../../src/simulator/simulator.ts'
import { smallWorld } from '../../simulator/small-world.ts'
import { appReady, emptyFolder, type Place, runCommand, startCommand } from '../../support/command.ts'
import { emptyPostgres } from '../../support/databases.ts'
import { freePort } from '../../support/free-port.ts'

const postgres = async (_cwd: string) => {
  const { url, drop } = await emptyPostgres()
  return { url, remove: drop }
}
const sqlite = async (cwd: string) => ({ url: `file:${cwd}/shop.sqlite`, remove: async () => undefined })

/** WeCom tells every event to all of these servers in the same instant; members sign in at the first. */
function openWecom(origins: readonly string[]) {
  const carryCallback: Carry = async (request) => {
    const { pathname, search } = new URL(request.url)
    const answers = await Promise.all(
      origins.map((origin) => carryByHttp({ ...request, url: origin + pathname + search })),
    )
    return answers[0] ?? { status: 503, body: '' }
  }
  const options = {
    world: smallWorld(),
    now: Date.now,
    randomToken: () => randomBytes(16).toString('hex'),
    distDir: '/nonexistent',
    appUrl: origins[0] ?? '',
    callback: { url: 'http://app.example/wecom/callback', ...simulatedSecrets },
    carryCallback,
  }
  const state = createSimulatorState(options)
  return { state, simulator: buildSimulator(options, state) }
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ')

async function signIn(origin: string, userId: string): Promise<string> {
  const manual = { redirect: 'manual' } as const
  const begun = await fetch(`${origin}/auth/wecom?return_to=/`, manual)
  const asked = String(begun.headers.get('location'))
  const allowed = await fetch(asked, { ...manual, headers: { cookie: `sim_member=${userId}` } })
  const back = String(allowed.headers.get('location'))
  const done = await fetch(back, { ...manual, headers: { cookie: cookiesOf(begun) } })
  if (done.status !== 302) throw new Error(`sign-in of ${userId} failed: ${await done.text()}`)
  return cookiesOf(done)
}

describe.each([
  { name: 'one SQLite file', open: sqlite },
  { name: 'one PostgreSQL', open: postgres },
])('two servers on $name', ({ open }) => {
  let folder: Awaited<ReturnType<typeof emptyFolder>>
  let store: Awaited<ReturnType<typeof open>>
  let wecom: ReturnType<typeof openWecom>
  let servers: Awaited<ReturnType<typeof startCommand>>[] = []
  let place: Place & { environment: Record<string, string> }
  let origins: string[] = []

  beforeAll(async () => {
    folder = await emptyFolder()
    store = await open(folder.cwd)
    const ports = [await freePort(), await freePort()]
    origins = ports.map((port) => `http://127.0.0.1:${port}`)
    wecom = openWecom(origins)
    const api = await wecom.simulator.listen({ port: 0, host: '127.0.0.1' })
    const { corp } = smallWorld()
    const environment = {
      DATABASE_URL: store.url,
      SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
      WECOM_CORP_ID: corp.corpId,
      WECOM_AGENT_ID: corp.agentId,
      WECOM_SECRET: corp.secret,
      WECOM_API_URL: api,
      WECOM_OAUTH_URL: `${api}/connect/oauth2/authorize`,
      WECOM_LOGIN_URL: `${api}/wwlogin/sso/login`,
      WECOM_CALLBACK_TOKEN: simulatedSecrets.token,
      WECOM_CALLBACK_AES_KEY: simulatedSecrets.aesKey,
      ADMIN_USER_IDS: 'lin',
      LOG_LEVEL: 'warn',
    }
    place = { cwd: folder.cwd, environment }
    for (const port of ports) {
      const own = { ...environment, PORT: String(port) }
      servers.push(await startCommand(['serve'], { cwd: folder.cwd, environment: own }, appReady))
    }
  })
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()))
    servers = []
    await wecom.simulator.close()
    await store.remove()
    await folder.remove()
  })

  const calls = (name: string) => wecom.state.faults.counts()[`externalcontact/${name}`] ?? 0
  async function ask(server: number, cookie: string, method: string, url: string, body: object) {
    const origin = origins[server] ?? ''
    const headers = { cookie, origin, 'content-type': 'application/json' }
    const answer = await fetch(`${origin}/api/v1/${url}`, { method, headers, body: JSON.stringify(body) })
    expect(answer.status, await answer.text()).toBe(200)
  }
  const names = (userId: string) =>
    wecom.state.directory
      .follow(userId, 'wm-li')
      ?.tagIds.map((tagId) => wecom.state.directory.tag(tagId)?.tag.name)
      .sort()

  it('welcome a customer once, make a tag once and mark it once for each, and rename it by command', async () => {
    const [first] = origins
    const [lin, zhou] = [await signIn(first ?? '', 'lin'), await signIn(first ?? '', 'zhou')]
    const text = '欢迎！回复【肤质】，帮您选合适的方案，今天有效'
    await ask(0, lin, 'PUT', 'welcome', { welcome: { text, hasQuiz: false } })

    const { company, events, apiMessages } = wecom.state
    const added = Array.from({ length: 5 }, () => company.addNewCustomer('lin', '新客'))
    const tag = { name: '嫌贵' }
    await Promise.all([
      ask(0, lin, 'POST', 'customers/wm-li/tags', tag),
      ask(1, zhou, 'POST', 'customers/wm-li/tags', tag),
      events.settled(),
    ])
    const welcomed = () => apiMessages.since(0).map(({ externalUserId }) => externalUserId)
    await expect.poll(() => welcomed().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(added.length)
    const bothMarked = () => [names('lin'), names('zhou')]
    await expect.poll(bothMarked, { timeout: 10_000 }).toEqual([['嫌贵', '高'], ['嫌贵']])
    expect(welcomed().sort()).toEqual([...added].sort())
    expect(calls('send_welcome_msg')).toBe(added.length)
    expect(calls('mark_tag')).toBe(2)
    const made = wecom.state.directory.tagGroups
      .flatMap(({ tags }) => tags)
      .filter(({ name }) => name === '嫌贵')
    expect(made).toHaveLength(1)

    const renamed = defaultTagGroups.map(({ names: own, ...group }) => ({
      ...group,
      names: own.map((name) => (name === '嫌贵' ? '觉得贵' : name)),
    }))
    await writeFile(path.join(folder.cwd, 'allowed.json'), JSON.stringify(renamed))
    const { stdout } = await runCommand(['tags', 'allowed', 'allowed.json'], place)
    expect(stdout).toBe('WeCom: tag 顾虑/嫌贵 renamed to 觉得贵\nSet from allowed.json.\n')
    expect(calls('edit_corp_tag')).toBe(1)
    expect(names('lin')).toEqual(['觉得贵', '高'].sort())
  }, 40_000)
})
