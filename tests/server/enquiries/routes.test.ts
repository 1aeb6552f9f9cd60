import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { type AdvisorApp, advisorApp, dayMs, minuteMs } from '../suggestions/advisor-app.ts'

describe.each(engines)('what a customer waits for on $name', ({ open }) => {
  let desk: AdvisorApp
  let index = 50
  beforeAll(async () => {
    desk = await advisorApp(await open())
  })
  afterAll(() => desk.close())

  /** A customer of this advisor whom no other test uses. */
  async function somebody(): Promise<string> {
    index += 1
    const id = desk.mine[index] ?? ''
    await desk.get(`${id}/panel`)
    return id
  }
  const start = (id: string, about: string) => desk.post(`${id}/enquiries`, { about })
  const close = (id: string, about: string, outcome?: string) =>
    desk.post(`${id}/enquiries/close`, { about, ...(outcome === undefined ? {} : { outcome }) })
  const escalations = () => desk.context.db.selectFrom('escalation').selectAll().execute()

  it('a tap starts the clock of 5 minutes once and exempts replies', async () => {
    const id = await somebody()
    const startedAt = desk.clock.at
    const { status, body } = await start(id, 'price')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      enquiries: [
        {
          about: 'price',
          startedAt,
          targetAt: startedAt + 5 * minuteMs,
          breachAt: startedAt + 60 * minuteMs,
        },
      ],
      cadence: { isAsking: true, warnings: [] },
    })
    desk.clock.at += minuteMs
    expect((await start(id, 'price')).body).toMatchObject({ enquiries: [{ startedAt }] })
    const { steps } = await desk.panel(id)
    expect(steps[0]).toMatchObject({ ruleId: 'NBA-01', score: 40 })
    expect(steps[0]?.evidence[0]).toContain('顾问点了「问价」')
    await close(id, 'price')
  })

  it('stops when something is sent, and when the advisor says so', async () => {
    const [sent, said] = [await somebody(), await somebody()]
    await start(sent, 'price')
    await start(said, 'price')
    desk.clock.at += minuteMs
    await desk.post(`${sent}/touches`, { text: '这款 399 元', via: 'sent' })
    expect((await desk.panel(sent)).enquiries).toEqual([])
    expect((await close(said, 'price')).body).toMatchObject({ enquiries: [] })
    expect((await close(said, 'price')).status).toBe(200)
    const [first] = (await desk.panel(said)).steps
    expect(first?.ruleId).not.toBe('NBA-01')
  })

  it('leaves one note for the lead from 60 minutes on, seen or swept', async () => {
    const [seen, swept] = [await somebody(), await somebody()]
    await start(seen, 'price')
    await start(swept, 'price')
    const before = (await escalations()).length
    desk.clock.at += 60 * minuteMs - 1
    expect((await desk.panel(seen)).enquiries[0]?.isEscalated).toBe(false)
    await desk.app.services.enquiries.sweep(desk.clock.at)
    expect(await escalations()).toHaveLength(before)
    desk.clock.at += 1
    const { enquiries, steps } = await desk.panel(seen)
    expect(enquiries[0]?.isEscalated).toBe(true)
    expect(steps[0]?.evidence).toContain('超过60分钟，请马上回复，主管也会看到')
    await desk.panel(seen)
    expect(await escalations()).toHaveLength(before + 1)
    expect(await desk.app.services.enquiries.sweep(desk.clock.at)).toBe(2)
    await desk.app.services.enquiries.sweep(desk.clock.at)
    const rows = await escalations()
    expect(rows).toHaveLength(before + 2)
    expect(rows.at(-1)).toMatchObject({ ruleId: 'NBA-01', note: expect.stringContaining('60分钟') })
  })

  it('takes the price enquiry of the shop and the mark 她在问 about a price alike', async () => {
    const [shop, marked] = [await somebody(), await somebody()]
    await desk.told(shop, [{ type: 'price_enquiry', agoMs: 3 * minuteMs }])
    const fromShop = await desk.panel(shop)
    expect(fromShop.enquiries).toMatchObject([{ about: 'price', startedAt: desk.clock.at - 3 * minuteMs }])
    expect(fromShop.steps[0]?.evidence[0]).toBe('商城记录了她的询价')
    await desk.post(`${marked}/asking`, { isAsking: true, about: 'price' })
    expect((await desk.panel(marked)).enquiries).toMatchObject([{ about: 'price', startedAt: desk.clock.at }])
    for (const id of [shop, marked]) {
      await close(id, 'price')
      expect((await desk.panel(id)).enquiries).toEqual([])
    }
  })

  it('a question about a coupon calls for NBA-19 until it is answered', async () => {
    const id = await somebody()
    await start(id, 'coupon')
    const { steps, enquiries } = await desk.panel(id)
    expect(steps[0]?.ruleId).toBe('NBA-19')
    expect(enquiries).toMatchObject([{ about: 'coupon', targetAt: null }])
    await close(id, 'coupon')
    expect((await desk.panel(id)).steps[0]?.ruleId).not.toBe('NBA-19')
  })

  it('a new tap counts again although the rule was put aside', async () => {
    const id = await somebody()
    await start(id, 'price')
    await desk.post(`${id}/suggestions/NBA-01/dismiss`, { reason: 'other' })
    expect((await desk.panel(id)).steps.map(({ ruleId }) => ruleId)).not.toContain('NBA-01')
    await start(id, 'price')
    expect((await desk.panel(id)).steps[0]?.ruleId).toBe('NBA-01')
  })

  it.each(['told by the shop', 'opened by the advisor'])(
    'a complaint %s stops offers until it is done',
    async (how) => {
      const id = await somebody()
      if (how === 'told by the shop') await desk.told(id, [{ type: 'complaint', agoMs: 20 * minuteMs }])
      else await start(id, 'complaint')
      const during = await desk.panel(id)
      expect(during.steps).toMatchObject([{ ruleId: 'NBA-02', offerId: null }])
      expect(during.enquiries[0]?.lines).toHaveLength(3)
      await desk.post(`${id}/touches`, { text: '已在处理', via: 'sent' })
      expect((await desk.panel(id)).enquiries).toHaveLength(1)
      expect((await close(id, 'complaint', 'done')).body).toMatchObject({ enquiries: [] })
      const after = await desk.panel(id)
      expect(after.steps.map(({ ruleId }) => ruleId)).not.toContain('NBA-02')
      expect(after.refusals.join()).not.toContain('投诉')
      desk.clock.at += 1
      await desk.told(id, [{ type: 'complaint', agoMs: 0 }])
      expect((await desk.panel(id)).steps[0]?.ruleId).toBe('NBA-02')
    },
  )

  it('an opened complaint does not run out', async () => {
    const id = await somebody()
    await start(id, 'complaint')
    const { customerId } = await desk.context.db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', id)
      .executeTakeFirstOrThrow()
    const open = await desk.app.services.enquiries.list(customerId, desk.clock.at + 40 * dayMs)
    expect(open).toMatchObject([
      { about: 'complaint', lines: expect.arrayContaining(['24小时内办妥：已超39天']) },
    ])
  })

  it('answers 404 for a foreign customer like for an unknown one, 400 for anything else asked', async () => {
    const unknown = await start('wm-nobody', 'price')
    expect(await start(desk.foreign, 'price')).toEqual(unknown)
    expect(unknown.status).toBe(404)
    expect((await close(desk.foreign, 'complaint', 'done')).status).toBe(404)
    expect((await start(await somebody(), 'weather')).status).toBe(400)
  })
})
