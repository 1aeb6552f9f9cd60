import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/domain/settings.ts'
import { AppError } from '../../../src/server/http/app-error.ts'
import { changeSettings, readRules, readSettings } from '../../../src/server/settings/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('settings on $name', ({ open }) => {
  let database: TestDatabase
  const at = () => ({
    db: database.db,
    now: () => 1_700_000_000_000,
    randomBytes: (count: number) => randomBytes(count),
  })
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())

  it('are the defaults while nothing is set', async () => {
    expect(await readSettings(at())).toEqual(defaultSettings)
  })

  it('keep what was set before', async () => {
    await changeSettings(at(), { storeName: '花间', rules: { 'OFF-01.percent': 8 } })
    await changeSettings(at(), { vipRepurchases: 4 })
    expect(await readSettings(at())).toMatchObject({
      storeName: '花间',
      singleCapPercent: 8,
      vipRepurchases: 4,
      rules: { 'OFF-01.percent': 8, 'SEG-06.repurchases': 4 },
    })
  })

  it('refuse a value out of bounds, name it, and then store none of the change', async () => {
    const before = await readSettings(at())
    const refused = changeSettings(at(), { storeName: '别家', rules: { 'OFF-01.percent': 25 } })
    await expect(refused).rejects.toThrow(AppError)
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'OFF-01.percent 不能是25%，最大20%，请填1%到20%',
      details: { errors: [{ key: 'OFF-01.percent', code: 'aboveMaximum' }] },
    })
    expect(await readSettings(at())).toEqual(before)
  })

  it('show every rule with the numbers of the store, and go back to the default', async () => {
    await changeSettings(at(), { rules: { 'OFF-01.percent': 8 } })
    const ruleNow = async () => (await readRules(at())).find(({ id }) => id === 'OFF-01')
    expect(await ruleNow()).toMatchObject({ values: [{ amount: 8, default: 10, isChanged: true }] })
    await changeSettings(at(), { rules: { 'OFF-01.percent': null } })
    expect(await ruleNow()).toMatchObject({ values: [{ amount: 10, isChanged: false }] })
    expect((await readSettings(at())).singleCapPercent).toBe(10)
  })
})
