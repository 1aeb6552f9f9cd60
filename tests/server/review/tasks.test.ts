import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReviewTask } from '../../../src/contract/review.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { openReviewTasks } from '../../../src/server/review/tasks.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { dayMs, hourMs, reviewStore, type ReviewStore } from './review-store.ts'

const midnight = Date.parse('2026-03-10T00:00:00+08:00')
const weekStart = midnight - 6 * dayMs

describe.each(engines)('complaints and their task on $name (RISK-01, scenario 10)', ({ open }) => {
  let store: ReviewStore
  beforeAll(async () => {
    store = await reviewStore(await open())
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    store.clock.at = testNow
    for (const table of ['shopEvent', 'enquiry', 'reviewTask', 'setting'] as const)
      await store.db.deleteFrom(table).execute()
  })

  /** As many complaints of the shop from this instant on, a millisecond apart. */
  async function complain(count: number, from: number): Promise<void> {
    if (count === 0) return
    const rows = Array.from({ length: count }, (_, place) => ({
      eventId: `c-${from}-${place}`,
      customerId: `someone-${place % 7}`,
      type: 'complaint',
      occurredAt: from + place,
      rowHash: '',
    }))
    await store.db.insertInto('shopEvent').values(rows).execute()
  }
  const done = (taskId: string, user = 'LinXi') => store.call('POST', `review/tasks/${taskId}/done`, {}, user)

  it.each([
    [100, 129, '投诉环比+29%（上周100起，本周129起，线+30%）', false],
    [100, 130, '投诉环比+30%（上周100起，本周130起，线+30%）', false],
    [100, 131, '投诉环比+31%（上周100起，本周131起，线+30%）', true],
    [0, 1, '上周没有投诉，本周1起，算不出环比，按上升处理', true],
    [0, 0, '本周和上周都没有投诉', false],
    [3, 0, '投诉环比-100%（上周3起，本周0起，线+30%）', false],
  ])('%i last week and %i this week: %s', async (lastWeek, thisWeek, text, isRaised) => {
    await complain(lastWeek, weekStart - 7 * dayMs)
    await complain(thisWeek, weekStart)
    const { risks, tasks } = await store.review()
    expect(risks.complaints).toMatchObject({ ruleId: 'RISK-01', lastWeek, thisWeek, isRaised, text })
    expect(tasks.map(({ title, detail }) => [title, detail])).toEqual(
      isRaised ? [['话术复查', `${text}，请复查本周发出的话术（RISK-01）`]] : [],
    )
  })

  it('a week begins with its first local instant and ends now', async () => {
    await complain(1, weekStart - 7 * dayMs - 1)
    await complain(1, weekStart - 1)
    await complain(1, weekStart)
    await complain(1, testNow)
    await complain(1, testNow + 1)
    const { complaints } = (await store.review()).risks
    expect(complaints).toMatchObject({ lastWeek: 1, thisWeek: 2, growthPercent: 100 })
  })

  it('counts what advisors opened, and what the shop told only once', async () => {
    const enquiry = { customerId: 'a', startedAt: testNow - hourMs, closedAt: null }
    await store.db
      .insertInto('enquiry')
      .values([
        { ...enquiry, enquiryId: '1', about: 'complaint', startedBy: 'lin' },
        { ...enquiry, enquiryId: '2', about: 'complaint', startedBy: 'shop' },
        { ...enquiry, enquiryId: '3', about: 'price', startedBy: 'lin' },
      ])
      .execute()
    expect((await store.review()).risks.complaints.thisWeek).toBe(1)
  })

  it('opens one task in seven local days, however often and by whomever it is looked at', async () => {
    await complain(10, weekStart - 7 * dayMs)
    await complain(14, testNow - hourMs)
    await Promise.all([store.review(), store.review(), openReviewTasks(store.context)])
    const [task, ...others] = (await store.review()).tasks
    expect(others).toEqual([])
    expect(task).toMatchObject({
      ruleId: 'RISK-01',
      isDone: false,
      doneAt: null,
      doneBy: null,
      openedAt: testNow,
    })
    await complain(30, testNow - 2 * hourMs)
    store.clock.at = midnight + 7 * dayMs - 1
    await openReviewTasks(store.context)
    expect((await store.review()).tasks).toHaveLength(1)
    await complain(90, midnight + 6 * dayMs)
    store.clock.at = midnight + 7 * dayMs
    await openReviewTasks(store.context)
    await openReviewTasks(store.context)
    expect((await store.review()).tasks).toHaveLength(2)
  })

  it('the daily look opens it without a reader', async () => {
    await complain(14, testNow - hourMs)
    await openReviewTasks(store.context)
    const rows = await store.db.selectFrom('reviewTask').select(['ruleId', 'openedAt']).execute()
    expect(rows).toEqual([{ ruleId: 'RISK-01', openedAt: testNow }])
  })

  it('is done once: by whom and when stays as first told', async () => {
    await complain(14, testNow - hourMs)
    const taskId = (await store.review()).tasks[0]?.taskId ?? ''
    store.clock.at = testNow + 1000
    const first = await done(taskId)
    const { task } = first.body as { task: ReviewTask }
    expect(task).toMatchObject({ isDone: true, doneAt: testNow + 1000, doneBy: '林溪' })
    store.clock.at = testNow + 5000
    expect(await done(taskId, 'GuAnRan')).toEqual(first)
    const { tasks, risks } = await store.review()
    expect(tasks).toEqual([task])
    expect(risks.complaints.isRaised).toBe(true)
    store.clock.at = testNow + 8 * dayMs
    expect((await store.app.services.reviews.read()).tasks).toEqual([])
  })

  it('an unknown task is not found, and nobody without a session sees the review', async () => {
    expect((await done('rev_nothing')).status).toBe(404)
    expect((await store.call('GET', 'review', undefined, 'nobody')).status).toBe(401)
    expect((await done('rev_nothing', 'nobody')).status).toBe(401)
  })

  it('follows the line of the store', async () => {
    await complain(100, weekStart - 7 * dayMs)
    await complain(131, weekStart)
    await changeSettings(store.context, { rules: { 'RISK-01.percent': 31 } })
    expect((await store.review()).tasks).toEqual([])
  })

  it('names no customer', async () => {
    await store.customers(['secret'], { name: '李悦' })
    await complain(3, testNow - hourMs)
    expect(JSON.stringify(await store.review())).not.toMatch(/secret|李悦|someone/)
  })
})

describe.each(engines)('promotions and the platform on $name', ({ open }) => {
  it.each([
    [4, false, '近7天每位客户最多收到4次促销，参考线5次'],
    [5, true, '近7天有1位客户收到5次及以上促销（最多5次），建议换成内容'],
  ])('RISK-05: %i promotions to one customer in a week', async (count, isRaised, text) => {
    const store = await reviewStore(await open())
    for (let place = 0; place < count; place += 1) await store.touch('a', 'offer', weekStart + place * dayMs)
    await store.touch('a', 'offer', weekStart - 1)
    await store.touch('a', 'offer', testNow, 1)
    await store.touch('a', 'know-how', testNow)
    await store.touch('b', 'offer', testNow)
    expect((await store.review()).risks.pressure).toEqual({
      ruleId: 'RISK-05',
      isRaised,
      reachedCustomers: 2,
      pressedCustomers: isRaised ? 1 : 0,
      highest: count,
      perWeek: 5,
      index: count / 5,
      text,
    })
    await store.close()
  })
})
