import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { cardOf, dayMs, hourMs, reviewStore, type ReviewStore } from '../review/review-store.ts'

const midnight = Date.parse('2026-03-10T00:00:00+08:00')
const weekStart = midnight - 6 * dayMs
const today = Math.floor((testNow + 8 * hourMs) / dayMs)

describe.each(engines)('the figures of a store on $name', ({ open }) => {
  let store: ReviewStore
  beforeAll(async () => {
    store = await reviewStore(await open())
    const { event, order, coupon, db } = store
    await store.customers(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    await store.customers(['out'], { optedOutAt: testNow - dayMs })
    await store.customers(['shop'], { externalUserId: null })
    // Today: a views, b orders, the one who opted out views: 3 of 10. c was a millisecond too early for today.
    await event('a', 'view', midnight)
    await order('b', 'ob', { netFen: 30_000 })
    await event('out', 'view', testNow)
    await event('c', 'share', midnight - 1)
    await event('d', 'view', testNow + 1)
    // This week besides: d claims a coupon, e replies, f buys on the first instant; g was a millisecond too early.
    await coupon('d', 'kd', {
      issuedAt: weekStart + hourMs,
      openedAt: weekStart + 2 * hourMs,
      claimedAt: weekStart + 2 * hourMs,
      state: 'claimed',
    })
    await db
      .insertInto('customerReply')
      .values({ replyId: 'r', customerId: 'e', userId: 'lin', at: weekStart + 5 })
      .execute()
    await order('f', 'of', { orderedAt: weekStart, netFen: 20_001 })
    await order('g', 'og', { orderedAt: weekStart - 1, netFen: 5_000 })
    await event('g', 'interact', weekStart - 1)
    await order('h', 'oh', { status: 'refunded', netFen: 0 })
    // A week ago today: h, twice, and g.
    await event('h', 'view', midnight - 7 * dayMs)
    await event('h', 'view', midnight - 7 * dayMs + dayMs - 1)
    const first = (customerId: string, from: number, until: number, changes = {}) =>
      db
        .updateTable('customer')
        .set({ firstPurchaseDay: today - from, lastPurchaseDay: today - until, ...changes })
        .where('customerId', '=', customerId)
        .execute()
    await first('b', 364, 0, { ltvFen: 100_000, netSpendFen: 60_000, orderCount: 2 })
    await first('f', 6, 6, { ltvFen: 50_000, netSpendFen: 20_000, orderCount: 2 })
    await first('g', 7, 7)
    await first('shop', 365, 1)
  })
  afterAll(() => store.close())

  it('MET-01 counts the local day, everybody included', async () => {
    const card = cardOf((await store.review()).cards, '日活跃')
    // a, b, out and h, whose refunded order is activity all the same.
    expect(card).toMatchObject({ ruleId: 'MET-01', part: 4, whole: 10, value: 0.4, text: '40%' })
    expect(card).toMatchObject({ target: 30, redLine: 15, state: 'reached', stateName: '达标' })
    expect(card.formula).toContain('今天活跃人数/全部人数')
    expect(card.previous).toEqual({ value: 0.2, text: '20%' })
  })

  it('MET-02 and MET-03 count the week', async () => {
    const { cards } = await store.review()
    // Active: a b c d e f h and the one who opted out; interacting: c shared, d claimed, e replied; buyers: b and f.
    expect(cardOf(cards, '互动率')).toMatchObject({ ruleId: 'MET-02', part: 3, whole: 8, text: '37.5%' })
    expect(cardOf(cards, '转化率')).toMatchObject({ ruleId: 'MET-03', part: 2, whole: 8, text: '25%' })
    // The week before: g and h active, g interacting and buying.
    expect(cardOf(cards, '互动率').previous).toEqual({ value: 0.5, text: '50%' })
    expect(cardOf(cards, '转化率').previous).toEqual({ value: 0.5, text: '50%' })
  })

  it('MET-04 is net sales per buyer, and who came back of the first buyers of a year', async () => {
    const { cards } = await store.review()
    expect(cardOf(cards, '客单价')).toMatchObject({
      ruleId: 'MET-04',
      unit: 'fen',
      value: 25_001,
      text: '250.01元',
      previous: { value: 5_000, text: '50元' },
      state: 'plain',
    })
    expect(cardOf(cards, '复购率')).toMatchObject({ part: 1, whole: 3, text: '33.3%', previous: null })
  })

  it('MET-05 knows opened coupons and says what nobody can know', async () => {
    const { cards } = await store.review()
    expect(cardOf(cards, '内容打开率')).toMatchObject({
      ruleId: 'MET-05',
      part: 1,
      whole: 1,
      state: 'reached',
    })
    expect(cardOf(cards, '群活跃')).toMatchObject({ value: null, text: '暂无数据', state: 'unknown' })
  })

  it('LTV-01 holds the mean LTV against the mean order', async () => {
    const card = cardOf((await store.review()).cards, 'LTV/客单价')
    expect(card).toMatchObject({ ruleId: 'LTV-01', value: 3.75, text: '3.7倍', target: 3, state: 'reached' })
  })

  it('MET-07 follows those who may be reached: not who opted out, not who is unknown to WeCom', async () => {
    await store.touch('a', 'know-how', weekStart)
    await store.touch('b', 'offer', testNow)
    await store.touch('c', 'know-how', weekStart - 1)
    await store.touch('d', 'know-how', testNow, 1)
    await store.touch('e', 'know-how', testNow)
    await store.touch('out', 'know-how', testNow)
    await store.event('b', 'share', testNow)
    const { stages } = await store.review()
    expect(stages.map(({ name, part, whole }) => [name, part, whole])).toEqual([
      ['触达', 3, 8],
      ['互动', 2, 3],
      ['转化', 1, 3],
      ['留存', 1, 1],
      ['推荐', 1, 1],
    ])
    // The week before, nobody had opted out yet.
    expect(stages[0]).toMatchObject({ ruleId: 'MET-07', previous: { value: 1 / 9 } })
  })

  it('answers the days it looked at, in the zone of the store', async () => {
    const review = await store.review()
    expect(review.period).toEqual({ from: '2026-03-04', until: '2026-03-10' })
    expect(review.previousPeriod).toEqual({ from: '2026-02-25', until: '2026-03-03' })
    expect(review.timeZone).toBe('Asia/Shanghai')
  })
})

describe.each(engines)('an empty store on $name', ({ open }) => {
  it('says 暂无数据, never NaN', async () => {
    const store = await reviewStore(await open())
    const review = await store.review()
    for (const card of [...review.cards, ...review.stages])
      expect([card.text, card.value, card.state], card.name).toEqual(['暂无数据', null, 'unknown'])
    expect(review.funnel).toMatchObject({ weakest: null, suggestions: [] })
    expect(review.funnel.steps.map(({ people, shareOfPrevious }) => [people, shareOfPrevious])).toEqual(
      Array.from({ length: 6 }, () => [0, null]),
    )
    expect(review).toMatchObject({ offers: [], campaigns: [], tasks: [], weakAudiences: [] })
    expect(review.risks.complaints).toMatchObject({ isRaised: false, text: '本周和上周都没有投诉' })
    expect(JSON.stringify(review)).not.toMatch(/NaN|Infinity|undefined/)
    await store.close()
  })
})
