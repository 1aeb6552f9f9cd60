import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs, localDay } from '../../../src/domain/calendar.ts'
import { fitLtvModel } from '../../../src/domain/ltv/fit-ltv-model.ts'
import { summarisePurchases } from '../../../src/domain/ltv/purchase-summary.ts'
import { scoreLtv } from '../../../src/domain/ltv/score-ltv.ts'
import { rfmValuesOf } from '../../../src/domain/rfm/rfm-values.ts'
import { scoreRfm } from '../../../src/domain/rfm/score.ts'
import { computeRfmThresholds } from '../../../src/domain/rfm/thresholds.ts'
import { recompute } from '../../../src/server/models/recompute.ts'
import { createModels } from '../../../src/server/models/service.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../ingest/shop-side.ts'
import { generateOrders } from './generated-store.ts'

const asOfDay = localDay(testNow, 'Asia/Shanghai')
const { rows, purchases } = generateOrders(400, asOfDay - 600, asOfDay)

function expected(day: number) {
  const options = { version: 'any', asOfDay: day }
  const summaries = [...purchases.values()].flatMap((own) => summarisePurchases(own, day) ?? [])
  const values = [...purchases.values()].flatMap((own) => rfmValuesOf(own, day) ?? [])
  return { ltv: fitLtvModel(summaries, options), rfm: computeRfmThresholds(values, options) }
}

describe.each(engines)('recompute on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
    await shop.ingest.orders(rows)
  })
  afterAll(() => database.destroy())

  const customerOf = (shopCustomerId: string) =>
    database.db
      .selectFrom('customer')
      .innerJoin('identity', 'identity.customerId', 'customer.customerId')
      .where('identity.value', '=', shopCustomerId)
      .selectAll('customer')
      .executeTakeFirstOrThrow()

  it('serves the prior until the first run', async () => {
    const model = await createModels(shop.context).currentModel()
    expect(model).toMatchObject({ rfm: null, fittedAt: null, ltv: { version: 'prior', customers: 0 } })
  })

  it('fits and scores what the domain fits and scores from the same purchases', async () => {
    const lines: string[] = []
    const report = await recompute(shop.context, { asOf: testNow, print: (line) => lines.push(line) })
    const { ltv, rfm } = expected(asOfDay)
    expect(report).toMatchObject({ model: 'mbg-nbd', customers: 400, repeaters: ltv.repeaters })
    expect(report.logLikelihood).toBeCloseTo(ltv.logLikelihood, 6)
    expect(report.params.r).toBeCloseTo(ltv.purchase.r, 4)
    expect(report.spend.params?.q).toBeCloseTo(ltv.spend?.q ?? 0, 3)
    expect(report.spend.logLikelihood).toBeCloseTo(ltv.spendLogLikelihood ?? 0, 6)
    expect(lines.join('\n')).toMatch(
      /^fitted.*\nscored.*\ncredited.*\nrecalibrated tags of \d+ customers[^]*\ndropped/,
    )

    const models = createModels(shop.context)
    const stored = await models.currentModel()
    expect(stored.fittedAt).toBe(testNow)
    expect(stored.rfm).toMatchObject({
      recencyDays: rfm?.recencyDays,
      orderDays: rfm?.orderDays,
      meanValueFen: rfm?.meanValueFen,
    })
    for (const [shopCustomerId, own] of [...purchases].slice(0, 40)) {
      const customer = await customerOf(shopCustomerId)
      const score = scoreLtv(summarisePurchases(own, asOfDay), stored.ltv)
      const values = rfmValuesOf(own, asOfDay)
      expect(customer).toMatchObject({
        ltvFen: score.totalFen,
        rfmSegment: values && stored.rfm ? scoreRfm(values, stored.rfm).segment : null,
        scoredVersion: stored.ltv.version,
      })
    }
  })

  it('ignores later orders for a day in the past', async () => {
    const pastDay = asOfDay - 300
    const report = await recompute(shop.context, { asOf: testNow - 300 * dayMs })
    const { ltv } = expected(pastDay)
    expect(report.customers).toBe(ltv.customers)
    expect(report.customers).toBeLessThanOrEqual(400)
    expect(report.repeaters).toBe(ltv.repeaters)
    expect(report.logLikelihood).toBeCloseTo(ltv.logLikelihood, 6)
    for (const [shopCustomerId, own] of [...purchases].slice(0, 40)) {
      const summary = summarisePurchases(own, pastDay)
      const { ltvFen } = await customerOf(shopCustomerId)
      if (summary === null) expect(ltvFen).toBeNull()
      else expect(ltvFen).toBeGreaterThanOrEqual(summary.netSpendFen)
    }
  })

  it('is seen at once by a model service that has cached an earlier run', async () => {
    const models = createModels(shop.context)
    const before = await models.currentModel()
    const later = { ...shop.context, now: () => testNow + 1000 }
    await recompute(later, { asOf: testNow })
    const after = await models.currentModel()
    expect(after.ltv.version).not.toBe(before.ltv.version)
    expect(after.fittedAt).toBe(testNow + 1000)
    expect(await models.currentModel()).toBe(after)
  })

  it('clears the snapshot of a customer whose only order was taken back, and drops tags a week after expiry', async () => {
    const { db } = database
    await shop.ingest.orders([orderRow('once', { phone: undefined, shopCustomerId: 'once' })])
    await recompute(shop.context, { asOf: testNow })
    expect((await customerOf('once')).ltvFen).toBeGreaterThan(0)
    const { customerId } = await customerOf('once')
    const tag = (tagId: string, expiresAt: number | null) => ({
      tagId,
      customerId,
      userId: null,
      name: tagId,
      source: 'behaviour',
      kind: 'interest',
      evidence: '',
      confidence: null,
      createdAt: 0,
      expiresAt,
    })
    const graceEnd = testNow - 7 * dayMs
    await db
      .insertInto('customerTag')
      .values([tag('gone', graceEnd - 1), tag('grey', graceEnd), tag('stays', null)])
      .execute()
    const refunded = orderRow('once', { phone: undefined, shopCustomerId: 'once', status: 'refunded' })
    await shop.ingest.orders([refunded])
    await recompute(shop.context, { asOf: testNow })
    expect(await customerOf('once')).toMatchObject({ ltvFen: null, rfmSegment: null, scoredVersion: null })
    const tags = await db
      .selectFrom('customerTag')
      .select('tagId')
      .where('customerId', '=', customerId)
      .orderBy('tagId')
      .execute()
    expect(tags.map(({ tagId }) => tagId)).toEqual(['grey', 'stays'])
  })
})

describe.each(engines)('recompute of an empty store on $name', ({ open }) => {
  it('answers the prior', async () => {
    const { db, destroy } = await open()
    const { context } = shopSide(db)
    const report = await recompute(context, { asOf: testNow })
    expect(report).toMatchObject({ customers: 0, repeaters: 0, logLikelihood: 0 })
    expect(report.spend).toEqual({ params: null, logLikelihood: null })
    expect((await createModels(context).currentModel()).rfm).toBeNull()
    await destroy()
  })
})
