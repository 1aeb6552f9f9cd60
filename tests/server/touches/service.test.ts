import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import type { Bubble } from '../../../src/server/touches/bubble.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskNow, deskSide } from './desk.ts'
import { insertCustomer, insertScript } from './desk-rows.ts'

const minute = 60_000
const day = 86_400_000

describe.each(engines)('touches on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let customerId = ''
  let made = 0
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    for (const step of ['attention', 'interest', 'desire', 'action']) {
      await insertScript(database.db, step, { step })
    }
  })
  afterAll(() => database.destroy())
  beforeEach(async () => {
    made += 1
    customerId = `c${made}`
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
    await changeSettings(desk.context, { isCadenceBlocking: false })
  })

  const record = (asOf: number, changes: Partial<Bubble> = {}) =>
    database.db.transaction().execute((trx) =>
      desk.touches.recordBubble(trx, {
        customerId,
        userId: 'lin',
        contentType: 'know-how',
        text: '您好',
        via: 'sent',
        asOf,
        ...changes,
      }),
    )
  const meter = (asOf: number, userId = 'lin') =>
    desk.touches.meter(database.db, { customerId, userId, asOf })
  const requireAllowed = (asOf: number, override?: Bubble['override']) =>
    database.db
      .transaction()
      .execute((trx) => desk.touches.requireAllowed(trx, { customerId, userId: 'lin', override, asOf }))
  const fillWeek = async () => {
    for (let ago = 6; ago >= 3; ago -= 1) await record(deskNow - ago * day, { userId: 'zhao' })
  }
  const ask = (until: number) => desk.customers.markAsking(customerId, until, 'anything')

  it('joins bubbles up to ten minutes after the first and starts a new touch after that', async () => {
    const first = await record(deskNow)
    const joined = await record(deskNow + 10 * minute)
    expect(joined).toMatchObject({ touchId: first.touchId, bubbles: 2, lastBubbleAt: deskNow + 10 * minute })
    expect(joined.parts).toHaveLength(2)
    expect((await meter(deskNow + 10 * minute)).weekCount).toBe(1)
    const next = await record(deskNow + 10 * minute + 1)
    expect(next.touchId).not.toBe(first.touchId)
    expect(await meter(deskNow + 11 * minute)).toMatchObject({ weekCount: 2, bubbles: 1 })
  })

  it('takes a bubble that a slower clock dated earlier into the touch that is open', async () => {
    const first = await record(deskNow)
    const late = await record(deskNow - minute)
    expect(late).toMatchObject({ touchId: first.touchId, bubbles: 2, lastBubbleAt: deskNow })
    expect((await record(deskNow - 10 * minute - 1)).touchId).not.toBe(first.touchId)
  })

  it("counts all advisors' touches and shows each the bubbles of their own open one", async () => {
    await record(deskNow)
    const other = await record(deskNow + minute, { userId: 'zhao' })
    expect(other.bubbles).toBe(1)
    await record(deskNow + 2 * minute)
    expect(await meter(deskNow + 3 * minute)).toMatchObject({ weekCount: 2, dayCount: 2, bubbles: 2 })
    expect(await meter(deskNow + 3 * minute, 'zhao')).toMatchObject({ weekCount: 2, bubbles: 1 })
  })

  it('makes one touch of a script and a coupon card, and calls it an offer', async () => {
    await record(deskNow, { scriptId: 'interest' })
    const touch = await record(deskNow + minute, { contentType: 'offer', couponId: 'k1', ruleId: 'NBA-05' })
    expect(touch).toMatchObject({ bubbles: 2, contentType: 'offer', couponId: 'k1', ruleId: 'NBA-05' })
    expect(await meter(deskNow + minute)).toMatchObject({ weekCount: 1, bubbles: 2, bubbleCap: 3 })
  })

  it('lets an AIDA chain have four bubbles and warns at the fourth of anything else', async () => {
    for (const scriptId of ['attention', 'interest', 'desire']) await record(deskNow, { scriptId })
    expect(await meter(deskNow)).toMatchObject({ bubbles: 3, bubbleCap: 4, warnings: [] })
    await record(deskNow, { scriptId: 'action' })
    expect((await meter(deskNow)).warnings).toMatchObject([{ ruleId: 'CAD-06' }])
    for (let sent = 0; sent < 3; sent += 1) await record(deskNow, { userId: 'zhao' })
    expect((await meter(deskNow, 'zhao')).warnings).toMatchObject([{ ruleId: 'CAD-06' }])
  })

  it('shows service messages without using quota, until a selling bubble joins them', async () => {
    await record(deskNow, { contentType: 'service' })
    expect(await meter(deskNow)).toMatchObject({ weekCount: 0, serviceToday: 1 })
    await record(deskNow, { contentType: 'offer', couponId: 'k2' })
    expect(await meter(deskNow)).toMatchObject({ weekCount: 1, serviceToday: 0 })
  })

  it('keeps the content and the reply of each bubble, however the touch is called', async () => {
    await ask(deskNow + minute)
    await record(deskNow, { contentType: 'question' })
    const touch = await record(deskNow + 2 * minute, { contentType: 'offer', couponId: 'k3' })
    expect(touch).toMatchObject({ contentType: 'offer', isReply: false })
    expect(touch.parts).toMatchObject([
      { contentType: 'question', isReply: true },
      { contentType: 'offer', isReply: false },
    ])
    const { contentMix } = await meter(deskNow + 2 * minute)
    expect(contentMix.total).toBe(1)
    expect(contentMix.parts.find(({ contentType }) => contentType === 'offer')).toMatchObject({
      count: 1,
      percent: 100,
      targetPercent: 30,
    })
  })

  it('warns of the second service message of a day only where a service message comes next (C23)', async () => {
    await record(deskNow - 60 * minute, { contentType: 'service' })
    const { warnings, serviceWarnings, serviceToday, serviceCap } = await meter(deskNow)
    expect([serviceToday, serviceCap, warnings]).toEqual([1, 1, []])
    expect(serviceWarnings).toEqual([{ ruleId: 'C23', text: '今天已发服务消息 1/1 次' }])
    expect((await meter(deskNow + day)).serviceWarnings).toEqual([])
  })

  it('records replies to a customer who asks, counts none of them and warns of nothing', async () => {
    await fillWeek()
    expect((await meter(deskNow)).warnings).toMatchObject([{ ruleId: 'CAD-02' }])
    await ask(deskNow + 60 * minute)
    expect(await meter(deskNow)).toMatchObject({ isAsking: true, weekCount: 4, isFull: true, warnings: [] })
    const reply = await record(deskNow + minute)
    expect(reply).toMatchObject({ isReply: true, bubbles: 1 })
    expect((await meter(deskNow + minute)).weekCount).toBe(4)
    await requireAllowed(deskNow + 60 * minute - 1)
    await expect(requireAllowed(deskNow + 60 * minute)).rejects.toMatchObject({ code: 'needs_reason' })
  })

  it('counts a touch that began as a reply once something else joins it', async () => {
    await ask(deskNow + minute)
    await record(deskNow)
    const touch = await record(deskNow + 2 * minute)
    expect(touch).toMatchObject({ isReply: false, bubbles: 2 })
    expect((await meter(deskNow + 2 * minute)).weekCount).toBe(1)
  })

  it('asks for a reason when the meter warns, takes one, and keeps it with the touch', async () => {
    await fillWeek()
    const refused = await requireAllowed(deskNow).catch((error: unknown) => error)
    expect(refused).toMatchObject({
      code: 'needs_reason',
      details: { warnings: [{ ruleId: 'CAD-02' }], isBlocked: false },
    })
    const override = { kind: 'agreed', note: '约好今天回复' } as const
    await requireAllowed(deskNow, override)
    await record(deskNow, { override })
    const touch = await record(deskNow + minute, { override: { kind: 'other' } })
    expect(touch).toMatchObject({ overrideKind: 'agreed', overrideNote: '约好今天回复' })
  })

  it('asks for nothing below the cap', async () => {
    await fillWeek()
    await expect(requireAllowed(deskNow)).rejects.toMatchObject({ code: 'needs_reason' })
    await requireAllowed(deskNow + day)
  })

  it('refuses even with a reason where the store blocks', async () => {
    await fillWeek()
    await changeSettings(desk.context, { isCadenceBlocking: true })
    await expect(requireAllowed(deskNow, { kind: 'agreed' })).rejects.toMatchObject({
      code: 'needs_reason',
      details: { isBlocked: true },
    })
    await ask(deskNow + 60 * minute)
    await requireAllowed(deskNow)
  })

  it('applies the monthly cap to a customer with dear orders', async () => {
    for (const ago of [29, 24, 19, 14, 9]) await record(deskNow - ago * day)
    expect(await meter(deskNow)).toMatchObject({ monthCount: 5, monthCap: null, warnings: [] })
    desk.known.facts = { averageOrderFen: 200_000 }
    const dear = await meter(deskNow)
    desk.known.facts = {}
    expect(dear).toMatchObject({ monthCap: 5, isFull: true, warnings: [{ ruleId: 'CAD-07' }] })
  })

  it('loses no bubble of two requests at once', async () => {
    const touches = await Promise.all(Array.from({ length: 6 }, () => record(deskNow)))
    expect(new Set(touches.map(({ touchId }) => touchId)).size).toBe(1)
    expect(await meter(deskNow)).toMatchObject({ weekCount: 1, bubbles: 6 })
    const [stored] = await desk.touches.history(database.db, customerId, deskNow + 1, 10)
    expect(stored).toMatchObject({ bubbles: 6 })
    expect(stored?.parts).toHaveLength(6)
  })
})
