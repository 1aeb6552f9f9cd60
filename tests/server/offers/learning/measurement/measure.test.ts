import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hourMs, localDay } from '../../../../../src/domain/calendar.ts'
import { isPersonalisingProven } from '../../../../../src/domain/learning/policy/learning-mode.ts'
import { measureGain } from '../../../../../src/domain/offers/learning/measured-gain.ts'
import type { ServerContext } from '../../../../../src/server/context.ts'
import {
  measureLearning,
  measurementLine,
} from '../../../../../src/server/offers/learning/measurement/measure.ts'
import { latestGain } from '../../../../../src/server/offers/learning/measurement/repository.ts'
import { createServices } from '../../../../../src/server/services.ts'
import {
  commonStore,
  personalStore,
  regulars,
  rowsOf,
  sampleArms,
} from '../../../../domain/offers/learning/generated-choices.ts'
import { engines, type TestDatabase } from '../../../../support/databases.ts'
import { testContext, testNow } from '../../../ingest/shop-side.ts'
import { drawnStore, type DrawnStore } from './drawn-store.ts'

const day = 24 * hourMs

describe.each(engines)('measuring what segments gain on $name', ({ open }) => {
  let database: TestDatabase
  let store: DrawnStore
  let context: ServerContext
  beforeEach(async () => {
    database = await open()
    context = testContext(database.db)
    store = drawnStore(database.db)
  })
  afterEach(() => database.destroy())

  const measure = (options: { most?: number } = {}) =>
    measureLearning(context, createServices(context), { asOf: testNow, ...options })
  const chosen = (customerId: string, armId: string | null) => ({
    customerId,
    segment: regulars,
    armId,
    arms: sampleArms,
    isBought: false,
  })
  const stored = () => database.db.selectFrom('learningGain').selectAll().execute()

  it('proves a gain where segments differ, exactly what the rules give for these rows, and stores it', async () => {
    await store.fill(personalStore, 900, testNow - day)
    const measured = await measure()
    expect(isPersonalisingProven(measured.pairedGain)).toBe(true)
    const { pairedGain } = measureGain(rowsOf(personalStore, 900, 1), localDay(testNow, 'Asia/Shanghai'))
    expect(measured.pairedGain?.gain).toBeCloseTo(pairedGain?.gain ?? 0, 6)
    expect(measured.pairedGain?.standardError).toBeCloseTo(pairedGain?.standardError ?? 0, 6)
    expect(measured).toMatchObject({ decisions: 900, rows: 900, arms: 3, segments: 2 })
    expect(measurementLine(measured)).toMatch(
      /^learning: 900 of 900 .* gain \d+\.\d\d ± .* proven, 2 segments/,
    )
    expect(await latestGain(database.db)).toEqual(measured.pairedGain)
    const [row] = await stored()
    expect(row).toMatchObject({ asOf: testNow, decisions: 900, usedRows: 900, createdAt: testNow })
    expect(JSON.parse(row?.detailsJson ?? '')).toMatchObject({ arms: 3, segments: 2, marginShare: 0.7 })
  })

  it('proves nothing where one offer is best for all', async () => {
    await store.fill(commonStore, 900, testNow - day)
    const measured = await measure()
    expect(measured.pairedGain).not.toBeNull()
    expect(isPersonalisingProven(measured.pairedGain)).toBe(false)
    expect(measurementLine(measured)).toContain('not proven')
  })

  it('has nothing to say before anything was drawn', async () => {
    await store.decision(chosen('c', 'a'), testNow - 3 * day, { mode: 'deterministic' })
    await store.decision(chosen('d', null), testNow - 3 * day, { mode: 'holdOut' })
    const measured = await measure()
    expect(measured).toMatchObject({ pairedGain: null, decisions: 0, rows: 0 })
    expect(measurementLine(measured)).toContain('too few')
    expect(await latestGain(database.db)).toBeNull()
  })

  it('leaves out overrides, running windows and second decisions, and says how many', async () => {
    const at = testNow - 5 * day
    await store.decision(chosen('followed', 'a'), at)
    await store.coupon('followed', 'a', at + 1)
    await store.decision(chosen('overruled', 'a'), at)
    await store.coupon('overruled', 'b', at + 1)
    await store.decision(chosen('sent all the same', null), at)
    await store.coupon('sent all the same', 'b', at + 1)
    await store.decision(chosen('taken back', 'a'), at)
    await store.coupon('taken back', 'b', at + 1, { state: 'voided' })
    await store.decision(chosen('running', 'a'), testNow - day + 1)
    await store.decision(chosen('just over', 'a'), testNow - day)
    await store.decision(chosen('twice', 'a'), at)
    await store.decision(chosen('twice', 'b'), at + 1)
    await store.decision({ ...chosen('alone', null), arms: sampleArms.slice(2) }, at)
    const { decisions, leftOut, rows } = await measure()
    expect({ decisions, rows }).toEqual({ decisions: 9, rows: 4 })
    expect(leftOut).toEqual({ certain: 1, running: 1, overridden: 2, dependent: 1 })
  })

  it('looks at the latest decisions only when there are more', async () => {
    await store.fill(personalStore, 60, testNow - 2 * day)
    expect((await measure({ most: 25 })).decisions).toBe(25)
    expect((await measure({ most: 60 })).decisions).toBe(60)
  })

  it('the latest measurement counts', async () => {
    await store.fill(personalStore, 900, testNow - day)
    await measure()
    const { db } = database
    const [first] = await stored()
    if (!first) throw new Error('nothing was stored')
    const later = { ...first, version: 'later', createdAt: testNow + 1, gainFen: null }
    await db.insertInto('learningGain').values(later).execute()
    expect(await latestGain(db)).toBeNull()
  })
})
