import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Diagnostics } from '../../../src/contract/diagnostics.ts'
import { smallWorld } from '../../simulator/small-world.ts'
import { emptyFolder, runCommand } from '../../support/command.ts'
import { emptyPostgres } from '../../support/databases.ts'
import { startWecomStand, type WecomStand } from '../../support/wecom-stand.ts'

describe('zhike doctor', () => {
  let stand: WecomStand
  let cwd: string
  let remove: () => Promise<void>

  beforeAll(async () => {
    stand = await startWecomStand()
    stand.clock.at = Date.now()
  })
  beforeEach(async () => {
    ;({ cwd, remove } = await emptyFolder())
    await stand.reset()
  })
  afterEach(() => remove())
  afterAll(() => stand.close())

  const { corp } = smallWorld()
  const doctor = (environment: Record<string, string> = {}, args: string[] = ['--json']) =>
    runCommand(['doctor', ...args], {
      cwd,
      environment: {
        WECOM_CORP_ID: corp.corpId,
        WECOM_AGENT_ID: corp.agentId,
        WECOM_SECRET: corp.secret,
        WECOM_API_URL: stand.origin,
        SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
        ...environment,
      },
    })
  const found = (text: string) => JSON.parse(text) as Diagnostics

  it('exits with 0 when nothing is broken, and shows no secret', async () => {
    const { code, stdout, stderr, lastLine } = await doctor()
    expect(code).toBe(0)
    expect(found(lastLine)).toMatchObject({ verdict: 'warning' })
    for (const secret of [corp.secret, 'a-secret-that-only']) expect(stdout + stderr).not.toContain(secret)
  })

  it('exits with 1 and says what to change where', async () => {
    await stand.turn({ notInCustomerContact: true })
    const { code, stdout } = await doctor({}, [])
    expect(code).toBe(1)
    expect(stdout).toContain('[要处理] 客户联系权限：应用没有这个接口的权限（错误码 48002）')
    expect(stdout).toContain('1. 打开 企业微信管理后台')
    expect(stdout).toContain('[正常] 访问令牌')
    expect(stdout).not.toContain(corp.secret)
  })

  it('reports a configuration and a database that cannot be used', async () => {
    const bad = await doctor({ WECOM_AGENT_ID: 'abc' })
    expect(bad.code).toBe(1)
    expect(found(bad.lastLine).checks).toMatchObject([{ id: 'config', status: 'broken' }])
    expect(found(bad.lastLine).checks[0]?.detail).toContain('WECOM_AGENT_ID')
    await writeFile(path.join(cwd, 'text.sqlite'), 'this is no database, only some text in a file')
    const shut = await doctor({ DATABASE_URL: 'file:./text.sqlite' })
    expect(shut.code).toBe(1)
    expect(found(shut.lastLine).checks).toMatchObject([{ id: 'database', status: 'broken' }])
  })

  it('the demo without a running server has nothing to mend', async () => {
    const { code, lastLine } = await runCommand(['doctor', '--json'], { cwd, environment: { PORT: '1' } })
    expect(code).toBe(0)
    expect(found(lastLine)).toMatchObject({ verdict: 'ok' })
  })

  it('several processes on one PostgreSQL fetch one token and one ticket of each kind', async () => {
    const { url, drop } = await emptyPostgres()
    const environment = { DATABASE_URL: url }
    await stand.fail({ path: 'gettoken', latencyMs: 300 })
    const ends = await Promise.all([1, 2, 3].map(() => doctor(environment)))
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(await stand.calls('getcallbackip')).toBe(3)
    expect(await stand.calls('gettoken')).toBe(1)
    expect(await stand.calls('ticket/get')).toBe(1)
    expect(await stand.calls('get_jsapi_ticket')).toBe(1)
    await drop()
  })
})
