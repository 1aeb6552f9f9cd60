import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import { migrate } from '../../../src/server/db/migrate.ts'
import { emptyFolder, type Finished, runCommand } from '../../support/command.ts'
import { offerStore, type OfferStore } from '../offers/offer-store.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let store: OfferStore
let url = ''
let decisionIds: string[] = []
beforeAll(async () => {
  folder = await emptyFolder()
  url = `file:${path.join(folder.cwd, 'zhike.sqlite')}`
  const db = await connect(url)
  await migrate(db)
  store = await offerStore({ db, url, destroy: () => db.destroy() })
  for (const place of [0, 1]) await store.offersOf(store.personId(place))
  const rows = await db.selectFrom('decision').select('decisionId').orderBy('decisionId').execute()
  decisionIds = rows.map(({ decisionId }) => decisionId)
})
afterAll(async () => {
  await store.close()
  await folder.remove()
})

const replay = (...args: string[]): Promise<Finished> =>
  runCommand(['replay', ...args], { cwd: folder.cwd, environment: { DATABASE_URL: url } })

const changed = (values: { propensity?: number; createdAt?: number }) =>
  store.context.db
    .updateTable('decision')
    .set(values)
    .where('decisionId', '=', decisionIds[0] ?? '')
    .execute()

describe('replay', () => {
  it('tells what it does', async () => {
    const { code, stdout } = await replay('--help')
    expect(code).toBe(0)
    for (const text of ['Usage: zhike replay', '--customer', '--day', '--json', 'last 30 days'])
      expect(stdout.replace(/\s+/g, ' ')).toContain(text)
  })

  it('prints one decision with its candidates, refusals, choice and verdict', async () => {
    const { code, stdout, stderr } = await replay(decisionIds[0] ?? '')
    expect([code, stderr]).toEqual([0, ''])
    for (const text of ['candidates: ', 'refused: ', 'chosen: ', '\nsame\n', 'propensity 1.0000'])
      expect(stdout).toContain(text)
    expect(stdout).toContain('1 of 1 decisions are the same, 0 differ.')
  })

  it('takes a customer and a day', async () => {
    const customer = await replay('--customer', store.personId(1))
    expect(customer).toMatchObject({ code: 0, lastLine: '1 of 1 decisions are the same, 0 differ.' })
    const day = await replay('--day', '2026-03-10', '--json')
    expect(day).toMatchObject({ code: 0, lastLine: '{"same":2,"differs":0,"unknown":0}' })
    const [first] = day.stdout.split('\n')
    expect(JSON.parse(first ?? '')).toMatchObject({ day: '2026-03-10', outcome: 'same', differences: [] })
  })

  it('fails with exit code 1 where there is none, and 2 on a slip', async () => {
    expect(await replay('dec_nobody')).toMatchObject({ code: 1, stdout: '' })
    expect(await replay('--customer', 'wm-nobody')).toMatchObject({ code: 1, stdout: '' })
    const slip = await replay('--day', '2026-02-31')
    expect(slip).toMatchObject({ code: 2, stdout: '' })
    expect(slip.stderr).toContain('--day: 2026-02-31 is not a date')
  })

  it('alone counts the last 30 days and names only what differs, with exit code 1', async () => {
    expect(await replay()).toMatchObject({ code: 0, lastLine: '0 of 0 decisions are the same, 0 differ.' })
    await changed({ createdAt: Date.now() })
    expect(await replay()).toMatchObject({ code: 0, stdout: '1 of 1 decisions are the same, 0 differ.\n' })
    await changed({ propensity: 0.5 })
    const { code, stdout, stderr } = await replay()
    expect(code).toBe(1)
    expect(stderr).toContain('1 of 1 decisions differ.')
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      `decision ${decisionIds[0]}`,
      'differs',
      '  propensity: stored 0.5, now 1',
    ])
    await changed({ propensity: 1 })
  })
})
