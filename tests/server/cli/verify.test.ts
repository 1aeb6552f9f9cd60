import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '../../../src/server/db/connect.ts'
import { emptyFolder, runCommand } from '../../support/command.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
beforeAll(async () => {
  folder = await emptyFolder()
  expect((await runCommand(['demo'], folder)).code).toBe(0)
})
afterAll(() => folder.remove())

const verify = (...options: string[]) => runCommand(['verify', ...options], folder)

describe('zhike verify', () => {
  it('answers 0 for a store that agrees with itself', async () => {
    expect(await verify()).toMatchObject({ code: 0, lastLine: 'Everything agrees.', stderr: '' })
    const { code, lastLine } = await verify('--json', '--sample', '10')
    expect(code).toBe(0)
    const told = JSON.parse(lastLine)
    expect(told).toMatchObject({ isClean: true, total: 0 })
    expect(told.checks.length).toBeGreaterThan(10)
  })

  it('answers 2 for a sample that is no number', async () => {
    for (const sample of ['0', '-1', 'all'])
      expect(await verify(`--sample=${sample}`)).toMatchObject({
        code: 2,
        stderr: '--sample: give a number of customers\n',
      })
  })

  it('answers 1, names what is wrong, and counts it', async () => {
    const db = await connect(`file:${folder.cwd}/data/zhike.sqlite`)
    await db.updateTable('budgetUse').set({ usedFen: -1 }).where('scope', '=', 'store').execute()
    await db.destroy()
    const said = await verify()
    expect(said.code).toBe(1)
    expect(said.stdout).toMatch(/^WRONG {2}budget-below-zero: .*\(\d+\): .*store store total/m)
    expect(said.stderr).toMatch(/^\d+ things are wrong\.\n$/)
    const { code, stdout } = await verify('--json')
    expect(code).toBe(1)
    const told = JSON.parse(stdout)
    expect(told.isClean).toBe(false)
    const wrong = told.checks.filter(({ count }: { count: number }) => count > 0)
    expect(wrong.map(({ id }: { id: string }) => id)).toEqual([
      'budget-total',
      'budget-month',
      'budget-below-zero',
    ])
  })
})
