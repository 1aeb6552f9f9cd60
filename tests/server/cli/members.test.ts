import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../../src/server/config.ts'
import { openDatabase } from '../../../src/server/cli/open.ts'
import { createMembers } from '../../../src/server/members/service.ts'
import { emptyFolder, type Finished, type Place, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let place: Place

beforeAll(async () => {
  folder = await emptyFolder()
  const environment = { DATABASE_URL: `file:${folder.cwd}/members.sqlite`, ADMIN_USER_IDS: 'boss' }
  place = { cwd: folder.cwd, environment }
  const config = readConfig(environment, () => randomBytes(32).toString('hex'))
  const db = await openDatabase(config)
  const members = createMembers({ db, config, now: Date.now })
  const meet = (userId: string, leaderOf: number[] = []) =>
    members.signedIn({ userId, name: `名${userId}`, departments: [2], leaderOf })
  await meet('boss')
  await meet('head', [2])
  await meet('lin')
  await db.destroy()
})
afterAll(() => folder.remove())

const zhike = (...args: string[]): Promise<Finished> => runCommand(['members', ...args], place)

describe('zhike members', () => {
  it('lists them with role, where it comes from, and team', async () => {
    expect(await zhike('list')).toMatchObject({
      code: 0,
      stderr: '',
      stdout:
        'boss  名boss  admin (configuration)\nhead  名head  lead (wecom)  team of 2\nlin  名lin  advisor (wecom)\n',
    })
  })

  it('sets a role and a team, and gives both back to WeCom', async () => {
    const made = await zhike('role', 'lin', 'lead')
    expect([made.code, made.stdout]).toEqual([0, expect.stringContaining('They lead nobody yet')])
    expect((await zhike('role', 'lin', 'lead', '--members', 'head, boss')).lastLine).toBe(
      'lin  名lin  lead (admin)  team of 2',
    )
    expect((await zhike('role', 'lin', 'lead', '--departments', '2')).lastLine).toContain('team of 2')
    expect((await zhike('role', 'lin', 'wecom', '--team', 'wecom')).lastLine).toBe(
      'lin  名lin  advisor (wecom)',
    )
  })

  it('says what is wrong: exit code 2 for usage, 1 for what it can’t do', async () => {
    for (const args of [
      ['role', 'lin', 'king'],
      ['role', 'lin'],
      ['role', 'lin', 'lead', '--departments', 'two'],
      ['role', 'lin', 'lead', '--team', 'x'],
      ['role', 'lin', 'lead', '--team', 'wecom', '--members', 'head'],
    ])
      expect([args.join(' '), (await zhike(...args)).code]).toEqual([args.join(' '), 2])
    const unknown = await zhike('role', 'nobody', 'lead')
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no member nobody is known')])
    const configured = await zhike('role', 'boss', 'advisor')
    expect([configured.code, configured.stderr]).toEqual([1, expect.stringContaining('ADMIN_USER_IDS')])
  })
})
