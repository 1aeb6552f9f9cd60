import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSettings } from '../../../src/server/settings/service.ts'
import { installStarter } from '../../../src/server/starter/install-starter.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'

describe.each(engines)('the starter on $name', ({ open }) => {
  let database: TestDatabase
  const context = () => ({ db: database.db, now: () => 1_800_000_000_000 })

  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.destroy())

  async function statuses() {
    const offers = await database.db.selectFrom('offer').selectAll().execute()
    const scripts = await database.db.selectFrom('script').selectAll().execute()
    return { offers: offers.map(({ status }) => status), scripts: scripts.map(({ status }) => status) }
  }

  it('installs 60 scripts and 12 offers or more as drafts', async () => {
    const installed = await installStarter(context(), { publish: false })
    expect(installed.scripts).toBe(60)
    expect(installed.offers).toBeGreaterThanOrEqual(12)
    const { offers, scripts } = await statuses()
    expect(offers).toHaveLength(installed.offers)
    expect(scripts).toHaveLength(60)
    expect(new Set([...offers, ...scripts])).toEqual(new Set(['draft']))
  })

  it('gives every offer its version', async () => {
    const { offers } = await installStarter(context(), { publish: true })
    const joined = await database.db
      .selectFrom('offer')
      .innerJoin('offerVersion', 'offerVersion.offerVersionId', 'offer.currentVersionId')
      .selectAll()
      .execute()
    expect(joined).toHaveLength(offers)
    for (const row of joined) expect(JSON.parse(row.termsJson)).toHaveProperty('rewards')
  })

  it('installs nothing twice, and publishes drafts afterwards', async () => {
    const first = await installStarter(context(), { publish: false })
    expect(await installStarter(context(), { publish: false })).toEqual(first)
    expect((await statuses()).offers).toHaveLength(first.offers)
    await installStarter(context(), { publish: true })
    const { offers, scripts } = await statuses()
    expect(offers).toHaveLength(first.offers)
    expect(new Set([...offers, ...scripts])).toEqual(new Set(['published']))
  })

  it('leaves what an operator stopped or changed as it is', async () => {
    await installStarter(context(), { publish: true })
    await database.db
      .updateTable('offer')
      .set({ status: 'stopped' })
      .where('offerId', '=', 'starter-ladder')
      .execute()
    await database.db
      .updateTable('script')
      .set({ body: '自己写的' })
      .where('scriptId', '=', 'starter-action-01')
      .execute()
    await installStarter(context(), { publish: true })
    const offer = await database.db
      .selectFrom('offer')
      .selectAll()
      .where('offerId', '=', 'starter-ladder')
      .executeTakeFirst()
    const script = await database.db
      .selectFrom('script')
      .selectAll()
      .where('scriptId', '=', 'starter-action-01')
      .executeTakeFirst()
    expect(offer?.status).toBe('stopped')
    expect(script?.body).toBe('自己写的')
  })

  it('sets what the offers need and keeps what the store has set', async () => {
    await database.db
      .insertInto('setting')
      .values({
        key: 'store',
        valueJson: JSON.stringify({ storeName: '小店', shippingCostFen: 600 }),
        updatedAt: 1,
      })
      .execute()
    await installStarter(context(), { publish: false })
    const row = await database.db
      .selectFrom('setting')
      .selectAll()
      .where('key', '=', 'store')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(row.valueJson)).toMatchObject({ pointValueFen: 1, defaultMarginPercent: 70 })
    expect(await readSettings(database)).toMatchObject({ storeName: '小店', shippingCostFen: 600 })
  })
})
