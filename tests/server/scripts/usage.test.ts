import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { countUsage, createUsage, textsSentTo } from '../../../src/server/scripts/usage.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { deskNow } from '../touches/desk.ts'
import { insertBubble, insertOrder } from './script-rows.ts'

describe.each(engines)('the use of scripts on $name', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.destroy())
  beforeEach(async () => {
    await database.db.deleteFrom('touchBubble').execute()
    await database.db.deleteFrom('purchaseOrder').execute()
  })
  const usageOf = async (scriptId: string) => (await countUsage(database.db, deskNow)).get(scriptId)

  it('counts sends and customers of the last 90 days', async () => {
    await insertBubble(database.db, '1', { scriptId: 's' })
    await insertBubble(database.db, '2', { scriptId: 's', at: deskNow - 90 * dayMs })
    await insertBubble(database.db, '3', { scriptId: 's', customerId: 'other' })
    await insertBubble(database.db, '4', { scriptId: 's', customerId: 'late', at: deskNow - 90 * dayMs - 1 })
    await insertBubble(database.db, '5')
    expect(await usageOf('s')).toEqual({ timesSent: 3, customers: 2, buyers: 0 })
    expect(await usageOf('none')).toBeUndefined()
  })

  it.each([
    [0, {}, 1],
    [7 * dayMs, {}, 1],
    [7 * dayMs + 1, {}, 0],
    [-1, {}, 0],
    [dayMs, { refundedFen: 10_000 }, 0],
    [dayMs, { refundedFen: 9_999 }, 1],
    [dayMs, { customerId: 'other' }, 0],
  ])('an order paid %d ms later with %j makes %d buyers', async (later, changes, buyers) => {
    const at = deskNow - 20 * dayMs
    await insertBubble(database.db, '1', { scriptId: 's', at })
    await insertOrder(database.db, 'o', { paidAt: at + later, ...changes })
    await insertOrder(database.db, 'p', { paidAt: at + later, ...changes })
    expect((await usageOf('s'))?.buyers).toBe(buyers)
  })

  it('is counted again after ten minutes', async () => {
    const counted = createUsage()
    await insertBubble(database.db, '1', { scriptId: 's' })
    const sent = async (at: number) => (await counted(database.db, at)).get('s')?.timesSent
    expect(await sent(deskNow)).toBe(1)
    await insertBubble(database.db, '2', { scriptId: 's' })
    expect(await sent(deskNow + 599_999)).toBe(1)
    expect(await sent(deskNow + 600_000)).toBe(2)
  })

  it('knows what one customer was sent in 30 days', async () => {
    await insertBubble(database.db, '1', { text: '甲', at: deskNow - 30 * dayMs })
    await insertBubble(database.db, '2', { text: '乙', at: deskNow - 30 * dayMs - 1 })
    await insertBubble(database.db, '3', { text: '丙', customerId: 'other' })
    expect((await textsSentTo(database.db, 'yue', deskNow)).map(({ text }) => text)).toEqual(['甲'])
  })
})
