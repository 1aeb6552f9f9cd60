import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer, insertScript } from '../touches/desk-rows.ts'
import { insertBubble } from './script-rows.ts'

describe.each(engines)('scripts that are tried against each other on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await insertCustomer(database.db, 'yue', ['lin'])
    await insertScript(database.db, 'a', { body: '甲' })
    await insertScript(database.db, 'b', { body: '乙', variantOf: 'a' })
    await insertScript(database.db, 'c', { body: '丙' })
  })
  afterAll(() => database.destroy())
  beforeEach(() => database.db.deleteFrom('touchBubble').execute())

  const talk = (assignmentKey: string, days = 0) => ({
    customerId: 'yue',
    assignmentKey,
    facts: sampleFacts({ asOf: deskNow + days * dayMs }),
    remark: '李姐',
    memberTier: null,
    advisorName: '林晓',
    coupon: null,
  })
  async function interest(assignmentKey: string, days = 0) {
    const entries = await deskSide(database.db).scripts.aidaFor(database.db, talk(assignmentKey, days))
    return entries.find(({ step }) => step === 'interest')?.variants ?? []
  }

  it('puts the same one first for a customer, each for some, and keeps the other back', async () => {
    const firsts = new Set<string>()
    for (const key of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8']) {
      const [first, second, ...rest] = await interest(key)
      expect(rest).toEqual([])
      expect(second?.scriptId).toBe('c')
      expect(first?.reasons.map(({ kind }) => kind)).toContain('assigned')
      expect((await interest(key, 40))[0]?.scriptId).toBe(first?.scriptId)
      firsts.add(first?.scriptId ?? '')
    }
    expect(firsts).toEqual(new Set(['a', 'b']))
  })

  it('weighs: a variant without weight is given to nobody', async () => {
    await database.db.updateTable('script').set({ weight: 0 }).where('scriptId', '=', 'b').execute()
    for (const key of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'])
      expect((await interest(key))[0]?.scriptId).toBe('a')
    await database.db.updateTable('script').set({ weight: null }).where('scriptId', '=', 'b').execute()
  })

  it('tells of the same text within 30 days, and still lets it go', async () => {
    await insertBubble(database.db, '1', { scriptId: 'c', text: '丙', at: deskNow })
    const shown = async (days: number) =>
      (await interest('k1', days)).find(({ scriptId }) => scriptId === 'c')
    expect(await shown(30)).toMatchObject({ repeatedAt: deskNow, usedBefore: true, text: '丙', timesSent: 1 })
    expect(await shown(31)).toMatchObject({ repeatedAt: null, usedBefore: true })
  })

  it('ranks the library for a customer', async () => {
    await insertBubble(database.db, '1', { scriptId: 'c' })
    const { scripts } = deskSide(database.db)
    const ids = (await scripts.listFor(database.db, talk('k1'), { userId: 'lin' })).map(
      ({ scriptId }) => scriptId,
    )
    const [first] = await interest('k1')
    expect(ids[0]).toBe(first?.scriptId)
    expect(ids[1]).toBe('c')
    expect(ids).toHaveLength(3)
  })
})
