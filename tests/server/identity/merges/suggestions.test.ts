import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAttribution } from '../../../../src/server/attribution/service.ts'
import { createMerges } from '../../../../src/server/identity/merges/service.ts'
import { refreshSummaries } from '../../../../src/server/orders/purchase-summaries.ts'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../../ingest/shop-side.ts'

describe.each(engines)('deciding who is one person on $name', ({ open }) => {
  let database: TestDatabase
  let shop: ReturnType<typeof shopSide>
  let merges: ReturnType<typeof createMerges>
  beforeAll(async () => {
    database = await open()
    shop = shopSide(database.db)
    const members = { namesOf: async (ids: readonly string[]) => new Map(ids.map((id) => [id, id])) }
    const attribution = createAttribution()
    merges = createMerges(shop.context, { members, refreshSummaries, attribution })
  })
  afterAll(() => database.destroy())

  const ownerOf = async (value: string) =>
    (
      await database.db
        .selectFrom('identity')
        .select('customerId')
        .where('value', '=', value)
        .executeTakeFirstOrThrow()
    ).customerId
  const decide = async (decision: 'accept' | 'dismiss') => {
    const [suggestion] = await merges.suggestions()
    const suggestionId = suggestion?.suggestionId ?? ''
    return { suggestionId, ...(await merges.decide({ suggestionId, decision, actor: 'root' })) }
  }
  const alerts = () =>
    database.db.selectFrom('abuseAlert').selectAll().where('kind', '=', 'samePerson').execute()

  /** Two shop accounts that name one phone. */
  async function twoAccounts(mark: string) {
    const phone = `1370000${mark}`
    await shop.ingest.orders([
      orderRow(`a${mark}`, { phone, shopCustomerId: `A${mark}` }),
      orderRow(`b${mark}`, { phone: undefined, shopCustomerId: `B${mark}` }),
    ])
    await shop.ingest.customers([{ shopCustomerId: `B${mark}`, phone }])
    return { phone, ids: [await ownerOf(`A${mark}`), await ownerOf(`B${mark}`)] }
  }

  it('tells of it, and merges two accounts of the shop when they are one', async () => {
    const { ids } = await twoAccounts('0001')
    expect(await alerts()).toHaveLength(1)
    const [suggestion] = await merges.suggestions()
    expect(suggestion).toMatchObject({ staysTwo: false, evidence: { kind: 'phone', value: '137****0001' } })
    const { outcome, mergeId, suggestionId } = await decide('accept')
    expect(outcome).toBe('merged')
    const owner = await ownerOf('A0001')
    expect(await ownerOf('B0001')).toBe(owner)
    expect(await shop.orders.ordersOf(database.db, owner, { limit: 5 })).toHaveLength(2)
    expect(await merges.suggestions()).toEqual([])
    const again = merges.decide({ suggestionId, decision: 'accept', actor: 'root' })
    await expect(again).rejects.toMatchObject({ code: 'merge_refused' })
    await merges.undo(mergeId ?? '', 'root')
    expect(new Set([await ownerOf('A0001'), await ownerOf('B0001')])).toEqual(new Set(ids))
  })

  it('keeps two contacts apart that are one person', async () => {
    for (const externalUserId of ['wmX', 'wmY'])
      await database.db
        .transaction()
        .execute((trx) => shop.identity.linkExternalContact(trx, { externalUserId, unionId: null }, testNow))
    await shop.ingest.customers([{ externalUserId: 'wmX', phone: '13700000002' }])
    await shop.ingest.customers([{ externalUserId: 'wmY', phone: '13700000002' }])
    expect(await merges.suggestions()).toMatchObject([{ staysTwo: true }])
    expect(await decide('accept')).toMatchObject({ outcome: 'linked', mergeId: null })
    expect(await ownerOf('wmX')).not.toBe(await ownerOf('wmY'))
  })

  it('is not asked again once somebody said no', async () => {
    const { phone } = await twoAccounts('0003')
    expect(await decide('dismiss')).toMatchObject({ outcome: 'dismissed' })
    await shop.ingest.customers([{ shopCustomerId: 'B0003', phone, name: '又来' }])
    expect(await merges.suggestions()).toEqual([])
    expect(await ownerOf('A0003')).not.toBe(await ownerOf('B0003'))
  })

  it('does not know a merge or nothing at all as a suggestion', async () => {
    const unknown = merges.decide({ suggestionId: 'suggestion_none', decision: 'accept', actor: 'root' })
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
    const [merge] = await merges.merges()
    const wrong = merges.decide({ suggestionId: merge?.mergeId ?? '', decision: 'accept', actor: 'root' })
    await expect(wrong).rejects.toMatchObject({ code: 'not_found' })
  })
})
