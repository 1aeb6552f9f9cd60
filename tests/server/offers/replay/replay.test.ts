import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hourMs, localDay } from '../../../../src/domain/calendar.ts'
import { cartOfferId } from '../../../../src/domain/offers/cart/cart-offer.ts'
import { recompute } from '../../../../src/server/models/recompute.ts'
import { replayLines } from '../../../../src/server/offers/replay/lines.ts'
import type { ReplayedRow } from '../../../../src/server/offers/replay/replay-row.ts'
import { replayDecisions, type ReplayQuestion } from '../../../../src/server/offers/replay/service.ts'
import { changeSettings } from '../../../../src/server/settings/service.ts'
import { engines } from '../../../support/databases.ts'
import { testNow } from '../../../support/build-app.ts'
import { advisor } from '../../journey/store.ts'
import { offerStore, type OfferStore } from '../offer-store.ts'
import { drawnStore } from '../learning/measurement/drawn-store.ts'

const day = 24 * hourMs

describe.each(engines)('replaying decisions on $name', ({ open }) => {
  let store: OfferStore
  const taken: string[] = []
  beforeAll(async () => {
    store = await offerStore(await open())
    const { db } = store.context
    await store.publish('dear', { rewards: [{ kind: 'amount', amountFen: 6_000 }] })
    await db
      .insertInto('budget')
      .values({ scope: 'store', scopeId: 'store', period: 'month', limitFen: 2_000 })
      .execute()
    await cartOf(store.personId(1))
    await store.offersOf(store.personId(0))
    await store.offersOf(store.personId(1))
    await approvedFor(store.personId(2))
    await store.offersOf(store.personId(2))
    await learningStarts()
    for (const place of [3, 4, 5]) await store.offersOf(store.personId(place))
    await store.send(6, 'starter-free-shipping')
    await store.offersOf(store.personId(6))
    const rows = await db
      .selectFrom('decision')
      .select('decisionId')
      .where('frameHash', 'is not', null)
      .orderBy('createdAt')
      .execute()
    taken.push(...rows.map(({ decisionId }) => decisionId))
  })
  afterAll(() => store.close())

  async function cartOf(externalUserId: string): Promise<void> {
    const line = { externalUserId, type: 'cart_add', sku: 'CREAM', category: '面霜', quantity: 4 }
    await store.shop('ingestEvents', [{ ...line, eventId: 'cart', occurredAt: testNow - hourMs }])
  }

  async function approvedFor(externalUserId: string): Promise<void> {
    const { db } = store.context
    await store.as(advisor)('getPanel', { params: { externalUserId } })
    const { customerId } = await db
      .selectFrom('customer')
      .select('customerId')
      .where('externalUserId', '=', externalUserId)
      .executeTakeFirstOrThrow()
    const asked = { customerId, offerId: 'dear', requestedBy: advisor, reason: '', capFen: 100 }
    await db
      .insertInto('offerException')
      .values({
        ...asked,
        exceptionId: 'exc',
        requestedAt: testNow,
        costFen: 6_000,
        status: 'approved',
        decidedBy: advisor,
        decidedAt: testNow,
        expiresAt: testNow + day,
      })
      .execute()
    store.clock.at += 1
  }

  /** 500 sent coupons of two offers, and a measured gain. */
  async function learningStarts(): Promise<void> {
    const { db } = store.context
    const drawn = drawnStore(db)
    const { decisionId } = await db.selectFrom('decision').select('decisionId').executeTakeFirstOrThrow()
    for (let place = 0; place < 500; place += 1) {
      const offerId = place % 2 ? 'starter-free-shipping' : 'dear'
      await drawn.coupon(`past-${place}`, offerId, testNow - 9 * day, { decisionId })
    }
    const gain = { asOf: testNow, decisions: 9, usedRows: 9, gainFen: 90, standardErrorFen: 10 }
    await db
      .insertInto('learningGain')
      .values({ ...gain, version: 'g', detailsJson: '{}', createdAt: testNow + 1 })
      .execute()
    store.clock.at += hourMs
  }

  async function replayed(question: ReplayQuestion = {}, asOf = store.clock.at) {
    const rows: ReplayedRow[] = []
    const tally = await replayDecisions(store.context.db, question, {
      asOf,
      tell: (row) => rows.push(row),
    })
    return { tally, rows }
  }

  it('every decision comes to the same at once, whatever its mode', async () => {
    const { tally, rows } = await replayed()
    expect(rows.map(({ differences }) => differences).flat()).toEqual([])
    expect(tally).toEqual({ same: taken.length, differs: 0, unknown: 0 })
    expect(rows.map(({ row }) => row.decisionId).sort()).toEqual([...taken].sort())
    expect(new Set(rows.map(({ row }) => row.mode))).toEqual(new Set(['deterministic', 'personal']))
    const json = JSON.stringify(rows.map(({ record }) => record))
    expect(json).toContain(`${cartOfferId}-`)
    expect(json).toContain('门店预算不足')
  })

  it('and still does after offers, budgets, tags, products, settings, keys and the model changed', async () => {
    const { context } = store
    const { db } = context
    const before = await replayed()
    store.clock.at += day
    const offers = await db.selectFrom('offerVersion').selectAll().where('version', '=', 1).execute()
    for (const { offerId, termsJson } of offers) {
      const terms = { ...JSON.parse(termsJson), rewards: [{ kind: 'amount', amountFen: 100 }] }
      const offerVersionId = `${offerId}-changed`
      const version = { offerVersionId, offerId, version: 77, createdAt: store.clock.at }
      await db
        .insertInto('offerVersion')
        .values({ ...version, termsJson: JSON.stringify(terms) })
        .execute()
      await db
        .updateTable('offer')
        .set({ currentVersionId: offerVersionId })
        .where('offerId', '=', offerId)
        .execute()
    }
    await db.updateTable('budget').set({ limitFen: 0 }).execute()
    await db.updateTable('product').set({ stock: 0, costFen: 31_000, priceFen: 1 }).execute()
    await db.updateTable('customer').set({ assignmentKey: 'another' }).execute()
    await db.updateTable('offerException').set({ status: 'refused' }).execute()
    const [customer] = before.rows
    const tag = { customerId: customer?.row.customerId ?? '', name: '油皮', source: 'manual', kind: 'type' }
    await db
      .insertInto('customerTag')
      .values({ ...tag, tagId: 'new', evidence: '', createdAt: testNow })
      .execute()
    await changeSettings(context, { rules: { 'OFF-01.percent': 2, 'CAP-12M.percent': 5 } })
    await recompute(context, { asOf: store.clock.at })
    const after = await replayed()
    expect(after.rows.flatMap(({ differences }) => differences)).toEqual([])
    expect(after.rows.map(({ record }) => record)).toEqual(before.rows.map(({ record }) => record))
    await store.offersOf(store.personId(0))
    const { tally } = await replayed()
    expect(tally).toMatchObject({ same: taken.length + 1, differs: 0 })
  })

  it('answers one decision, a customer or a day, and prints it in full', async () => {
    const [decisionId = ''] = taken
    const one = await replayed({ decisionId })
    expect(one.tally).toEqual({ same: 1, differs: 0, unknown: 0 })
    const lines = one.rows.flatMap((row) => replayLines(row))
    expect(lines[0]).toContain(`decision ${decisionId}  customer wm`)
    expect(lines.join('\n')).toMatch(/candidates: \d+\n {2}1\. .+ cost .+ propensity 1\.0000/)
    expect(lines.join('\n')).toMatch(/refused: \d+\n {2}.+\[[A-Z]+[-\dA-Z]*\]/)
    expect(lines.at(-2)).toMatch(/^chosen: \S+ {2}mode deterministic {2}propensity 1\.0000$/)
    expect(lines.at(-1)).toBe('same')

    const hers = await replayed({ externalUserId: store.personId(3) })
    expect(new Set(hers.rows.map(({ row }) => row.externalUserId))).toEqual(new Set([store.personId(3)]))
    expect((await replayed({ externalUserId: 'wm-nobody' })).rows).toEqual([])
    const today = localDay(testNow, 'Asia/Shanghai')
    expect((await replayed({ localDay: today })).rows).toHaveLength(taken.length)
    expect((await replayed({ localDay: today - 1 })).rows).toEqual([])
    const both = await replayed({ externalUserId: store.personId(3), localDay: today })
    expect(both.rows.length).toBeGreaterThan(0)
    expect((await replayed({ decisionId, localDay: today - 1 })).rows).toEqual([])
  })

  it('without a question takes the last 30 days, the bound inclusive', async () => {
    const { createdAt } = await store.context.db
      .selectFrom('decision')
      .select('createdAt')
      .where('decisionId', '=', taken[0] ?? '')
      .executeTakeFirstOrThrow()
    const has = async (asOf: number) =>
      (await replayed({}, asOf)).rows.some(({ row }) => row.decisionId === taken[0])
    expect([await has(createdAt + 30 * day), await has(createdAt + 30 * day + 1)]).toEqual([true, false])
  })

  it('a row stored before inputs were kept can’t be replayed, and is no difference', async () => {
    const { db } = store.context
    const [decisionId = ''] = taken
    const kept = await db
      .selectFrom('decision')
      .select(['inputsJson', 'frameHash'])
      .where('decisionId', '=', decisionId)
      .executeTakeFirstOrThrow()
    const set = (inputs: typeof kept) =>
      db.updateTable('decision').set(inputs).where('decisionId', '=', decisionId).execute()
    await set({ inputsJson: null, frameHash: null })
    const { tally, rows } = await replayed({ decisionId })
    expect(tally).toEqual({ same: 0, differs: 0, unknown: 1 })
    expect(rows.flatMap((row) => replayLines(row)).at(-1)).toContain('not replayable')
    await set(kept)
  })

  describe('a row that was changed is reported', () => {
    const tampered: [column: string, what: string, change: (text: string) => string][] = [
      ['candidatesJson', 'candidates', (text) => text.replace(/"costFen":\d+/, '"costFen":1')],
      ['candidatesJson', 'candidates', () => JSON.stringify({ ranked: [], arms: [] })],
      ['refusalsJson', 'refusals', () => '[]'],
      ['factsJson', 'factsHash', (text) => text.replace(/"orderCount":\d+/, '"orderCount":99')],
      ['inputsJson', 'refusals', (text) => text.replace(/"storeFen":\d+/, '"storeFen":99999999')],
      ['inputsJson', 'row', (text) => text.slice(1)],
      ['factsJson', 'row', () => 'null'],
      ['chosenOfferId', 'chosen', () => 'other'],
      ['propensity', 'propensity', () => '0.25'],
      ['mode', 'mode', () => 'single'],
      ['segment', 'segment', () => 'x/y'],
      ['modelVersion', 'modelVersion', () => 'other'],
      ['offersVersion', 'offersVersion', () => 'other'],
      ['localDay', 'localDay', () => '1'],
      ['frameHash', 'frame', () => 'other'],
    ]

    it.each(tampered)('%s: %s', async (column, what, change) => {
      const { db } = store.context
      const [decisionId = ''] = taken
      const row = await db
        .selectFrom('decision')
        .selectAll()
        .where('decisionId', '=', decisionId)
        .executeTakeFirstOrThrow()
      const before = row[column as keyof typeof row]
      const changed = change(String(before))
      expect(changed).not.toBe(String(before))
      const set = (value: unknown) =>
        db
          .updateTable('decision')
          .set({ [column]: value })
          .where('decisionId', '=', decisionId)
          .execute()
      await set(typeof before === 'number' ? Number(changed) : changed)
      const { tally, rows } = await replayed({ decisionId })
      await set(before)
      expect(tally).toEqual({ same: 0, differs: 1, unknown: 0 })
      expect(rows[0]?.differences.map((difference) => difference.what)).toContain(what)
      expect(rows.flatMap((one) => replayLines(one)).join('\n')).toMatch(
        new RegExp(`\ndiffers\n[^]*  ${what}: stored`),
      )
    })

    it('the frame or the terms of then', async () => {
      const { db } = store.context
      const frames = await db.selectFrom('decisionFrame').selectAll().execute()
      const versions = await db.selectFrom('offerVersion').selectAll().where('version', '=', 1).execute()
      const whats = async () =>
        new Set((await replayed()).rows.flatMap(({ differences }) => differences.map(({ what }) => what)))
      for (const { frameHash, frameJson } of frames) {
        const changed = frameJson.replace(/"singleCapPercent":\d+/, '"singleCapPercent":99')
        const only = db.updateTable('decisionFrame').where('frameHash', '=', frameHash)
        await only.set({ frameJson: changed }).execute()
        expect(await whats()).toEqual(new Set(['frame']))
        await only.set({ frameJson }).execute()
      }
      const [version] = versions
      if (!version) throw new Error('no version')
      await db.deleteFrom('offerVersion').where('offerVersionId', '=', version.offerVersionId).execute()
      expect(await whats()).toEqual(new Set(['offers']))
      await db.insertInto('offerVersion').values(version).execute()
      expect(await whats()).toEqual(new Set())
    })
  })

  it('keeps what is shared once, and writes nothing for a question asked again', async () => {
    const { db } = store.context
    const counts = async () => {
      const rows = await db.selectFrom('decision').select('frameHash').execute()
      const frames = await db.selectFrom('decisionFrame').select('frameHash').execute()
      return { decisions: rows.length, frames: frames.length }
    }
    const before = await counts()
    expect(before.frames).toBeLessThan(before.decisions)
    await store.offersOf(store.personId(0))
    expect(await counts()).toEqual(before)
  })
})
