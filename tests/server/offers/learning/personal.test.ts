import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hourMs } from '../../../../src/domain/calendar.ts'
import { recompute } from '../../../../src/server/models/recompute.ts'
import { type ChoiceWorld, newcomers, regulars } from '../../../domain/offers/learning/generated-choices.ts'
import { engines } from '../../../support/databases.ts'
import { testNow } from '../../../support/build-app.ts'
import { advisor } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'
import { drawnStore, type DrawnStore } from './measurement/drawn-store.ts'

const day = 24 * hourMs
const elsewhere = 'general-developing/aware'
const arms = [
  { armId: 'a', propensity: 0.5 },
  { armId: null, propensity: 0.5 },
]

/** Where `personal`, a brings orders in one segment and costs them in the other; else it brings some in both alike. */
const world = (isPersonal: boolean): ChoiceWorld => ({
  chances: isPersonal
    ? { [regulars]: { a: 0.7, b: 0.1, none: 0.1 }, [newcomers]: { a: 0.05, b: 0.1, none: 0.6 } }
    : { [regulars]: { a: 0.6, b: 0.2, none: 0.2 }, [newcomers]: { a: 0.6, b: 0.2, none: 0.2 } },
  orderFen: 40_000,
})

describe.each(engines)('personal offers on $name', ({ open }) => {
  let store: OfferStore
  let drawn: DrawnStore
  let own = ''
  beforeAll(async () => {
    store = await offerStore(await open())
    await store.publish('a', { rewards: [{ kind: 'amount', amountFen: 300 }], minSpendFen: 0 })
    drawn = drawnStore(store.context.db)
    await store.offersOf(store.personId(0))
    own = (await latestRow(store.personId(0))).segment
  })
  afterAll(() => store.close())

  const latestRow = (externalUserId: string) =>
    store.context.db
      .selectFrom('decision')
      .innerJoin('customer', 'customer.customerId', 'decision.customerId')
      .selectAll('decision')
      .where('customer.externalUserId', '=', externalUserId)
      .orderBy('decision.createdAt', 'desc')
      .executeTakeFirstOrThrow()

  /** 600 sent coupons: with the segment of the store's customers 60 of 100 were redeemed, elsewhere 10 of 500. */
  async function coupons(): Promise<void> {
    const at = testNow - 30 * day
    for (const [segment, count, redeemed] of [
      [own, 100, 60],
      [elsewhere, 500, 10],
    ] as const) {
      const choice = { customerId: `past ${segment}`, segment, armId: 'a', arms, isBought: false }
      const decisionId = await drawn.decision(choice, at, { mode: 'deterministic' })
      for (let place = 0; place < count; place += 1) {
        const state = place < redeemed ? ('redeemed' as const) : ('expired' as const)
        await drawn.coupon(`past-${place}`, 'a', at, {
          decisionId,
          state,
          redeemedAt: at,
          orderId: `${segment} ${place}`,
        })
      }
    }
  }

  /** The day's decision of one of the ten after the night's measurement; the hour's numbers are read anew. */
  async function afterTheNight(place: number) {
    store.clock.at += hourMs
    const lines: string[] = []
    await recompute(store.context, { asOf: store.clock.at, print: (line) => lines.push(line) })
    await store.offersOf(store.personId(place))
    const row = await latestRow(store.personId(place))
    const { arms: own } = JSON.parse(row.candidatesJson) as {
      arms: { armId: string | null; rate: number; propensity: number }[]
    }
    return { row, line: lines.at(-1) ?? '', rate: own.find(({ armId }) => armId === 'a')?.rate ?? 0 }
  }

  it('do not start before 500 coupons were sent, whatever was drawn', async () => {
    await drawn.fill(world(true), 20, testNow - 60 * day)
    const { row, line } = await afterTheNight(1)
    expect(row).toMatchObject({ mode: 'deterministic', propensity: 1 })
    expect(line).toMatch(/^learning: 20 of 20 drawn decisions count; too few/)
  })

  it('do not start where segments do not differ: one rate for everybody', async () => {
    await coupons()
    await drawn.fill(world(false), 400, testNow - 40 * day)
    const { row, line, rate } = await afterTheNight(2)
    expect(line).toContain('not proven')
    expect(row.mode).toBe('single')
    expect(rate).toBeCloseTo((10 * 0.3 + 70) / 610, 9)
  })

  it('start where they differ: the segment’s own rates count', async () => {
    await store.context.db.deleteFrom('decision').where('mode', '=', 'single').execute()
    await drawn.fill(world(true), 900, testNow - 2 * day)
    const { row, line, rate } = await afterTheNight(3)
    expect(line).toContain(' proven, 2 segments')
    expect(row).toMatchObject({ mode: 'personal', segment: own })
    const pooled = (10 * 0.3 + 70) / 610
    expect(rate).toBeCloseTo((10 * pooled + 60) / 110, 9)
  })

  it('what was drawn is what is advised, and doing otherwise is logged as such', async () => {
    const seen = new Map<boolean, string>()
    for (const place of [4, 5, 6, 7, 8, 9]) {
      const externalUserId = store.personId(place)
      const { eligible } = await store.offersOf(externalUserId)
      const { chosenOfferId, decisionId } = await latestRow(externalUserId)
      const params = { externalUserId }
      const { body } = await store.as(advisor)('getPanel', { params })
      const { offers, noOffer } = body.recommendation.data
      if (chosenOfferId === null) expect(noOffer).toMatchObject({ title: '不建议发券' })
      else expect(offers[0].offerId).toBe(chosenOfferId)
      const isOverridden = chosenOfferId === null || place % 2 === 0
      const other = eligible.find(({ offerId }) => offerId !== chosenOfferId)?.offerId
      const offerId = isOverridden ? other : chosenOfferId
      const sent = { params, body: { offerId, override: { kind: 'asked' } } }
      expect((await store.as(advisor)('issueCoupon', sent)).status).toBe(200)
      const coupon = await store.context.db
        .selectFrom('coupon')
        .select(['decisionId', 'capsJson'])
        .where('offerId', '=', offerId ?? '')
        .orderBy('issuedAt', 'desc')
        .orderBy('couponId', 'desc')
        .executeTakeFirstOrThrow()
      expect(coupon.decisionId).toBe(decisionId)
      expect(JSON.parse(coupon.capsJson).advice).toEqual({ offerId: chosenOfferId, isOverridden })
      seen.set(isOverridden, externalUserId)
      store.clock.at += 1
    }
    expect(seen.size).toBe(2)
  })
})
