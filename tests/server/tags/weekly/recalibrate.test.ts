import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import { recalibrateTags, recalibrateTagsWeekly } from '../../../../src/server/tags/weekly/recalibrate.ts'
import { latestTagReport, tagReportLines } from '../../../../src/server/tags/weekly/reports.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { type Desk, deskNow, deskSide } from '../../touches/desk.ts'
import { insertCustomer } from '../../touches/desk-rows.ts'

describe.each(engines)('weekly recalibration on $name (TAG-01)', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    for (const customerId of ['keen', 'old', 'asleep', 'unknown']) {
      const lastActivityAt = customerId === 'keen' ? deskNow : null
      await insertCustomer(database.db, customerId, ['lin'], { lastActivityAt })
    }
    const views = Array.from({ length: 5 }, (_, place) => ({
      eventId: `v${place}`,
      customerId: 'keen',
      type: 'view',
      occurredAt: deskNow - place * dayMs,
      category: '精华',
      rowHash: '',
    }))
    await database.db.insertInto('shopEvent').values(views).execute()
    await store('old', '面膜', 'interest', 3)
    await store('old', '洁面', 'interest', 30)
    await store('old', '口红', 'interest', 37)
    await store('old', '意向强', 'intent', 14)
    await store('old', '老客', 'fact', 5)
    await store('asleep', '常囤货', 'fact', 900, 'manual')
    await store('asleep', '油皮', 'fact', 900, 'customer')
  })
  afterAll(() => database.destroy())

  async function store(customerId: string, name: string, kind: string, days: number, source = 'behaviour') {
    const createdAt = deskNow - days * dayMs
    await database.db
      .insertInto('customerTag')
      .values({ tagId: `${customerId}-${name}`, customerId, name, source, kind, evidence: '旧', createdAt })
      .execute()
  }
  const rows = () => database.db.selectFrom('customerTag').selectAll().orderBy('tagId').execute()
  const run = (asOf: number) => recalibrateTags(desk.context, desk, { asOf })

  it('adds, keeps, greys and drops, and reports it', async () => {
    const report = await run(deskNow)
    expect(report).toMatchObject({ asOf: deskNow, customers: 3, customersTouched: 2 })
    expect(report.total).toEqual({ before: 5, after: 4, added: 1, kept: 1, greyed: 2, dropped: 2 })
    const outcomes = ['added', 'kept', 'greyed', 'dropped'] as const
    const what = Object.fromEntries(
      report.counts.map((count) => [count.name, outcomes.find((outcome) => count[outcome] === 1)]),
    )
    expect(what).toEqual({
      精华: 'added',
      面膜: 'kept',
      洁面: 'greyed',
      口红: 'dropped',
      意向强: 'greyed',
      老客: 'dropped',
    })
    const [added] = (await rows()).filter(({ customerId }) => customerId === 'keen')
    expect(added).toMatchObject({
      name: '精华',
      source: 'behaviour',
      kind: 'interest',
      evidence: '30天内浏览精华5次',
      confidence: 0.7,
      ruleKey: 'category-interest',
      userId: null,
      createdAt: deskNow,
      expiresAt: deskNow + 30 * dayMs,
    })
  })

  it('leaves what people gave alone', async () => {
    const given = (await rows()).filter(({ customerId }) => customerId === 'asleep')
    expect(given.map(({ name }) => name).sort()).toEqual(['常囤货', '油皮'].sort())
  })

  it('changes nothing when it runs again', async () => {
    const before = await rows()
    const again = await run(deskNow)
    expect(await rows()).toEqual(before)
    expect(again).toMatchObject({ customersTouched: 0, total: { before: 4, after: 4, added: 0, dropped: 0 } })
  })

  it('two at once store every tag once', async () => {
    await database.db.deleteFrom('customerTag').where('customerId', '=', 'keen').execute()
    await Promise.all([run(deskNow), run(deskNow)])
    const names = (await rows()).filter(({ customerId }) => customerId === 'keen').map(({ name }) => name)
    expect(names).toEqual(['精华'])
  })

  it('runs by itself once a week', async () => {
    const weekly = (days: number) =>
      recalibrateTagsWeekly(desk.context, desk, { asOf: deskNow + days * dayMs })
    expect(await weekly(-30)).toBeNull()
    expect(await weekly(0)).toBeNull()
    expect(await weekly(6)).toBeNull()
    const report = await weekly(7)
    expect(report?.total).toMatchObject({ dropped: 2, greyed: 0 })
    expect(await latestTagReport(database.db)).toMatchObject({ report })
    expect(await weekly(8)).toBeNull()
  })

  it('greys the tag on its 30th day and drops it a week later (scenario 7)', async () => {
    const state = async (days: number) => {
      const { counts } = await run(deskNow + days * dayMs)
      const count = counts.find(({ name }) => name === '精华')
      return count?.kept ? 'kept' : count?.greyed ? 'greyed' : 'dropped'
    }
    expect(await state(29)).toBe('kept')
    expect(await state(30)).toBe('greyed')
    expect(await state(36)).toBe('greyed')
    expect(await state(37)).toBe('dropped')
  })

  it('reads as lines', async () => {
    const latest = await latestTagReport(database.db)
    if (!latest) throw new Error('there is no report')
    const [first, ...others] = tagReportLines(latest.report)
    expect(first).toMatch(/^recalibrated tags of \d customers, 1 of them touched: 1 -> 0 \(0 added/)
    expect(others.some((line) => line.startsWith('  精华: 1 -> 0'))).toBe(true)
    expect(others.some((line) => line.startsWith('  audience 油皮: 1 customers, 0 reached'))).toBe(true)
  })
})
