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
  const environment = { DATABASE_URL: `file:${folder.cwd}/budgets.sqlite` }
  place = { cwd: folder.cwd, environment }
  const config = readConfig(environment, () => randomBytes(32).toString('hex'))
  const db = await openDatabase(config)
  const members = createMembers({ db, config, now: Date.now })
  await members.signedIn({ userId: 'lin', name: '林溪', departments: [2], leaderOf: [] })
  await db
    .insertInto('budgetUse')
    .values({ scope: 'store', scopeId: 'store', periodKey: 'total', usedFen: 1_250 })
    .execute()
  await db.destroy()
})
afterAll(() => folder.remove())

const zhike = (...args: string[]): Promise<Finished> => runCommand(['budgets', ...args], place)

describe('zhike budgets', () => {
  it('sets, lists and removes them', async () => {
    expect((await zhike('list')).lastLine).toBe('No budget is set: nothing is limited.')
    expect(await zhike('set', 'store', '--yuan', '20000', '--period', 'total')).toMatchObject({
      code: 0,
      lastLine: 'store  12.5 of 20000 yuan used, in all',
    })
    expect((await zhike('set', 'advisor', 'lin', '--yuan', '99.50', '--period', 'month')).lastLine).toBe(
      'advisor lin (林溪)  0 of 99.5 yuan used, this month',
    )
    const { lastLine } = await zhike('list', '--json')
    expect(JSON.parse(lastLine)).toMatchObject({
      budgets: [
        { scope: 'store', limitFen: 2_000_000, usedFen: 1_250 },
        { scope: 'advisor', scopeId: 'lin', limitFen: 9_950 },
      ],
    })
    expect((await zhike('remove', 'advisor', 'lin')).lastLine).toBe('advisor lin is not limited any more.')
    expect((await zhike('list')).stdout).toBe('store  12.5 of 20000 yuan used, in all\n')
  })

  it('takes a limit that is used already, and says so', async () => {
    const { code, lastLine } = await zhike('set', 'store', '--yuan', '12.5', '--period', 'total')
    expect([code, lastLine]).toEqual([0, 'All of it is used: it pays for no coupon until it is raised.'])
  })

  it('says what is wrong: exit code 2 for usage, 1 for what it can’t do', async () => {
    for (const args of [
      ['set', 'shop', '--yuan', '1', '--period', 'month'],
      ['set', 'store', '--yuan', '-1', '--period', 'month'],
      ['set', 'store', '--yuan', '1.234', '--period', 'month'],
      ['set', 'store', '--yuan', '10000000.01', '--period', 'month'],
      ['set', 'store', '--yuan', '1', '--period', 'week'],
      ['set', 'store', '--yuan', '1'],
      ['set', 'advisor', '--yuan', '1', '--period', 'month'],
      ['remove', 'customer'],
    ])
      expect([args.join(' '), (await zhike(...args)).code]).toEqual([args.join(' '), 2])
    const unknown = await zhike('set', 'advisor', 'nobody', '--yuan', '1', '--period', 'month')
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('nobody')])
    expect((await zhike('remove', 'newcomer')).code).toBe(1)
  })
})
