import type { Insertable } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Schema } from '../../../src/server/db/schema.ts'
import { findTestimonial } from '../../../src/server/scripts/testimonials.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { deskNow } from '../touches/desk.ts'
import { insertOrder } from './script-rows.ts'

describe.each(engines)('testimonials on $name (SCR-03)', ({ open }) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await open()
    await insertOrder(database.db, 'paid')
    await insertOrder(database.db, 'unpaid', { paidAt: null, paidFen: 0 })
  })
  afterAll(() => database.destroy())
  beforeEach(() => database.db.deleteFrom('testimonial').execute())

  async function insert(testimonialId: string, changes: Partial<Insertable<Schema['testimonial']>> = {}) {
    const row = { testimonialId, orderId: 'paid', name: '小红', quote: testimonialId, consentId: 'c' }
    await database.db
      .insertInto('testimonial')
      .values({ ...row, category: '精华', createdAt: 1, ...changes })
      .execute()
  }
  const find = (category: string | null) => findTestimonial(database.db, category, deskNow, [])

  it('tells the newest of the category that may be shown, with the name masked', async () => {
    await insert('old')
    await insert('good', { createdAt: 2 })
    await insert('without', { createdAt: 3, consentId: null })
    await insert('other', { createdAt: 4, category: '面膜' })
    expect(await find('精华')).toEqual({ text: '「小** 上次反馈：good」', refusal: null })
  })

  it('falls back to one of the whole store', async () => {
    await insert('store', { category: null })
    expect((await find('精华')).text).toContain('store')
    expect((await find(null)).text).toContain('store')
  })

  it.each([
    [{ consentId: null }, '见证没有顾客授权'],
    [{ withdrawnAt: deskNow }, '见证没有顾客授权'],
    [{ orderId: 'unpaid' }, '见证没有对应的已付款订单'],
    [{ orderId: 'nobody' }, '见证没有对应的已付款订单'],
    [{ quote: '可以祛斑' }, '见证里的用词待审'],
    [{ category: '面膜' }, '还没有可用的见证'],
  ])('%j: %s', async (changes, refusal) => {
    await insert('only', changes)
    expect(await find('精华')).toEqual({ text: null, refusal })
  })
})
