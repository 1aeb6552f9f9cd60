import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../../src/domain/calendar.ts'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { advisor, openStore, type Store } from '../journey/store.ts'

type Person = Store['people'][number]

describe.each(engines)('acceptance on $name', ({ open }) => {
  let store: Store & { strangers: Person[] }
  let place = 0
  beforeAll(async () => {
    const opened = await openStore(await open())
    const known = new Set(opened.people)
    const strangers = opened.world.contacts.filter(
      (contact) => contact.follows.every(({ userId }) => userId === advisor) && !known.has(contact),
    )
    store = { ...opened, strangers }
  })
  afterAll(() => store.close())

  /** A contact added so many days before the present of the tests, read from WeCom once and not again. */
  async function added(daysAgo: number, person: Person | undefined) {
    if (!person) throw new Error('nobody left')
    store.clock.at = testNow
    const params = { externalUserId: person.externalUserId }
    const as = store.as(advisor)
    await as('getPanel', { params })
    const firstFollowAt = testNow - daysAgo * dayMs
    await store.context.db
      .updateTable('customer')
      .set({ firstFollowAt, contactFetchedAt: testNow + 365 * dayMs })
      .where('externalUserId', '=', person.externalUserId)
      .execute()
    return {
      params,
      send: async (at: number, body: object = {}) => {
        store.clock.at = at
        const answer = await as('recordTouch', { params, body: { text: '您好', via: 'sent', ...body } })
        expect(answer.status, JSON.stringify(answer.body)).toBe(200)
        return answer.body
      },
      meter: async (at: number) => {
        store.clock.at = at
        return (await as('listTouches', { params })).body.cadence
      },
      ask: async (at: number) => {
        store.clock.at = at
        return as('markAsking', { params, body: { isAsking: true } })
      },
      issue: (body: object) => as('issueCoupon', { params, body }),
      panel: async (at: number) => {
        store.clock.at = at
        return (await as('getPanel', { params })).body
      },
      touchLines: async () => {
        const { past } = (await as('getTimeline', { params })).body
        return past.filter(({ kind }: { kind: string }) => kind === 'touch')
      },
    }
  }
  /** One who has neither ordered nor been written to. */
  function next(): Person | undefined {
    place += 1
    return store.strangers[place - 1]
  }
  const ids = (warnings: { ruleId: string }[]) => warnings.map(({ ruleId }) => ruleId)

  it('3: the fifth touch of an active week warns, a reply does not, and the reason is stored', async () => {
    const her = await added(15, store.people[0])
    for (const daysAgo of [6, 5, 4]) await her.send(testNow - daysAgo * dayMs)
    expect(await her.meter(testNow)).toMatchObject({ stage: 'active', weekCount: 3, warnings: [] })
    await her.send(testNow - 3 * dayMs)
    const full = await her.meter(testNow)
    expect(full).toMatchObject({ weekCount: 4, weekCap: 4, isFull: true })
    expect(full.warnings).toEqual([{ ruleId: 'CAD-02', text: '本周已触达 4/4 次，再发易被屏蔽' }])

    const offers = await store.as(advisor)('listOffers', { params: her.params })
    const { offerId } = offers.body.eligible[0]
    const refused = await her.issue({ offerId })
    expect(refused).toMatchObject({ status: 422, body: { code: 'needs_reason' } })

    const override = { kind: 'agreed', note: '约好今天发' }
    const { touch } = await her.send(testNow, { override })
    const row = await store.context.db
      .selectFrom('touch')
      .select(['overrideKind', 'overrideNote'])
      .where('touchId', '=', touch.touchId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ overrideKind: 'agreed', overrideNote: '约好今天发' })
    expect((await her.touchLines())[0].detail).toContain('继续触达的原因：已约定回复，约好今天发')

    await her.ask(testNow)
    expect(await her.meter(testNow)).toMatchObject({ isAsking: true, weekCount: 5, warnings: [] })
    expect((await her.issue({ offerId })).status).toBe(200)
    const replied = await her.send(testNow + 11 * minuteMs)
    expect(replied.cadence).toMatchObject({ weekCount: 5, warnings: [] })
    expect(ids((await her.meter(testNow + hourMs)).warnings)).toEqual(['CAD-02'])
  })

  it('4: day 7 is new and day 8 active; day 30 is active and day 31 silent or, with activity, mature', async () => {
    const midnight = Date.parse('2026-03-11T00:00:00+08:00')
    const [week, month] = [await added(7, next()), await added(30, next())]
    const stages = async (her: typeof week) => [
      (await her.meter(midnight - 1)).stage,
      (await her.meter(midnight)).stage,
    ]
    expect(await stages(week)).toEqual(['new', 'active'])
    expect(await stages(month)).toEqual(['active', 'silent'])
    await month.ask(midnight)
    expect(await stages(month)).toEqual(['active', 'mature'])
  })

  it('4: golden hours and quiet hours begin and end on the hour', async () => {
    const her = await added(15, next())
    const at = (clock: string) => her.meter(Date.parse(`2026-03-10T${clock}+08:00`))
    const golden = async (clock: string) => (await at(clock)).isGoldenNow
    expect([await golden('06:59:59'), await golden('07:00:00'), await golden('08:59:59')]).toEqual([
      false,
      true,
      true,
    ])
    expect(await at('09:00:00')).toMatchObject({ isGoldenNow: false, goldenWindow: '12-13', warnings: [] })
    expect([await golden('12:59:59'), await golden('13:00:00')]).toEqual([true, false])
    expect(await at('21:59:59')).toMatchObject({ isGoldenNow: true, warnings: [] })
    const night = await at('22:00:00')
    expect([night.isGoldenNow, ids(night.warnings), ids(night.serviceWarnings)]).toEqual([
      false,
      ['CAD-05'],
      ['CAD-05'],
    ])
    expect(night.nextSlotAt).toBe(Date.parse('2026-03-11T07:00:00+08:00'))
    expect(ids((await at('06:59:59')).warnings)).toEqual(['CAD-05'])
  })

  it('4: a birthday lasts until 23:59 of the local day', async () => {
    const her = await added(15, next())
    const { externalUserId } = her.params
    await store.shop('ingestCustomers', [{ externalUserId, birthday: '1996-03-11' }])
    const isTold = async (at: string) => {
      const { nextSteps } = await her.panel(Date.parse(at))
      return ids(nextSteps.data).includes('NBA-08')
    }
    expect(await isTold('2026-03-10T23:59:59+08:00')).toBe(false)
    expect(await isTold('2026-03-11T00:00:00+08:00')).toBe(true)
    expect(await isTold('2026-03-11T23:59:59+08:00')).toBe(true)
    expect(await isTold('2026-03-12T00:00:00+08:00')).toBe(false)
  })

  it('6: three touches without a response on one content ask for other content; a reply starts anew', async () => {
    const her = await added(15, next())
    const sentAt = [5, 4, 2].map((daysAgo) => testNow - daysAgo * dayMs)
    for (const at of sentAt) await her.send(at, { contentType: 'know-how' })
    const due = testNow - dayMs
    const almost = await her.meter(due - 1)
    expect(almost).toMatchObject({ noResponse: [{ contentType: 'know-how', misses: 2, of: 3 }] })
    expect(almost.changePrompt).toBeNull()
    const missed = await her.meter(due)
    expect(missed.noResponse).toEqual([{ contentType: 'know-how', name: '干货', misses: 3, of: 3 }])
    expect(missed.changePrompt).toBe('「干货」连续3次没有回应，建议换成「优惠」')
    const [third, second, first] = (await her.touchLines()).map(({ detail }: { detail: string }) => detail)
    expect(first).toContain('24小时无反应 1/3，再2次建议换内容')
    expect(second).toContain('24小时无反应 2/3，再1次建议换内容')
    expect(third).toContain('24小时无反应 3/3，建议换内容')

    const { body } = await her.ask(due + 1)
    expect(body.cadence).toMatchObject({ noResponse: [], changePrompt: null })
    await her.send(due + 2 * hourMs, { contentType: 'know-how' })
    expect(await her.meter(testNow + 2 * hourMs - 1)).toMatchObject({ noResponse: [] })
    expect(await her.meter(testNow + 2 * hourMs)).toMatchObject({
      noResponse: [{ contentType: 'know-how', misses: 1 }],
      changePrompt: null,
    })
  })

  it('6: anything she does in the shop is a response', async () => {
    const her = await added(15, next())
    await her.send(testNow - 2 * dayMs, { contentType: 'offer' })
    expect((await her.meter(testNow)).noResponse).toMatchObject([{ contentType: 'offer', misses: 1 }])
    const { externalUserId } = her.params
    const view = { eventId: 'seen', externalUserId, type: 'view', occurredAt: testNow - dayMs, sku: 'CREAM' }
    expect((await store.shop('ingestEvents', [view])).body).toMatchObject({ accepted: 1 })
    expect((await her.meter(testNow)).noResponse).toEqual([])
    expect((await her.touchLines())[0].detail).not.toContain('无反应')
  })
})
