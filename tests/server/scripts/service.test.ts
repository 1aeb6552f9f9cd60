import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aidaSteps } from '../../../src/domain/scripts/script.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskNow, deskSide } from '../touches/desk.ts'
import { insertCustomer, insertScript } from '../touches/desk-rows.ts'

describe.each(engines)('the AIDA strip on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    await insertCustomer(database.db, 'yue', ['lin'])
    for (const step of aidaSteps) {
      for (const number of [1, 2, 3]) await insertScript(database.db, `${step}-${number}`, { step })
    }
    await insertScript(database.db, 'action-coupon', { step: 'action', body: '{券名}给您留好了。' })
    await insertScript(database.db, 'action-group', { step: 'action', scene: 'group' })
  })
  afterAll(() => database.destroy())

  const talk = (coupon: { headline: string; expiresAt: number } | null) => ({
    customerId: 'yue',
    assignmentKey: 'yue',
    facts: sampleFacts({ asOf: deskNow }),
    remark: '王小悦',
    memberTier: null,
    advisorName: '林晓',
    coupon,
  })

  it('has the four steps in order with two to five filled variants each, for a 1对1 talk', async () => {
    const entries = await desk.scripts.aidaFor(database.db, talk(null))
    expect(entries.map(({ step, name }) => [step, name])).toEqual([
      ['attention', 'A 注意'],
      ['interest', 'I 兴趣'],
      ['desire', 'D 欲望'],
      ['action', 'A 行动'],
    ])
    for (const { variants } of entries) {
      expect(variants.length).toBeGreaterThanOrEqual(2)
      expect(variants.length).toBeLessThanOrEqual(5)
      expect(variants[0]?.text).toBe('王小悦，这款产品油皮也能用。')
    }
    const ids = entries.flatMap(({ variants }) => variants.map(({ scriptId }) => scriptId))
    expect(ids).not.toContain('action-group')
  })

  it('speaks of the offer it is given', async () => {
    const fill = async (coupon: { headline: string; expiresAt: number } | null) => {
      const entries = await desk.scripts.aidaFor(database.db, talk(coupon))
      const variants = entries.flatMap((entry) => entry.variants)
      return variants.find(({ scriptId }) => scriptId === 'action-coupon')
    }
    expect(await fill(null)).toMatchObject({ text: null, missing: ['券名'] })
    expect((await fill({ headline: '满199减15', expiresAt: deskNow }))?.text).toBe('满199减15给您留好了。')
  })

  it('puts a used variant after the unused ones and marks it', async () => {
    await database.db.transaction().execute((trx) =>
      desk.touches.recordBubble(trx, {
        customerId: 'yue',
        userId: 'lin',
        contentType: 'know-how',
        text: '您好',
        scriptId: 'desire-1',
        via: 'sent',
        asOf: deskNow,
      }),
    )
    const entries = await desk.scripts.aidaFor(database.db, talk(null))
    const desire = entries.find(({ step }) => step === 'desire')
    expect(desire?.variants.map(({ scriptId, usedBefore }) => [scriptId, usedBefore])).toEqual([
      ['desire-2', false],
      ['desire-3', false],
      ['desire-1', true],
    ])
  })
})
