import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAttribution } from '../../../../src/server/attribution/service.ts'
import { undoMerge } from '../../../../src/server/identity/merges/undo.ts'
import { refreshSummaries } from '../../../../src/server/orders/purchase-summaries.ts'
import { engines } from '../../../support/databases.ts'
import { orderRow, shopSide, testNow } from '../../ingest/shop-side.ts'
import { fillTables, snapshot } from './filled-store.ts'

const attribution = createAttribution()
const advisors = ['lin', 'zhao', 'wu']

const story = fc.record({
  /** Rows in each table, for either of the two. */
  counts: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 11, maxLength: 11 }),
  orders: fc.array(fc.record({ isMerged: fc.boolean(), days: fc.integer({ min: 1, max: 40 }) }), {
    maxLength: 5,
  }),
  follows: fc.array(fc.record({ isMerged: fc.boolean(), who: fc.integer({ min: 0, max: 2 }) }), {
    maxLength: 5,
  }),
  limits: fc.record({ kept: fc.boolean(), merged: fc.boolean() }),
  facts: fc.record({
    birthday: fc.option(fc.constantFrom('05-20', '06-01')),
    points: fc.option(fc.integer({ min: 0, max: 99 })),
    optedOutAt: fc.option(fc.integer({ min: 1, max: 9 })),
  }),
})

describe.each(engines)('a merge and its undo on $name', ({ open }) => {
  it('leave every row of every table as it was', { timeout: 120_000 }, async () => {
    const { db, destroy } = await open()
    const shop = shopSide(db)
    const { context } = shop
    let person = 0
    await fc.assert(
      fc.asyncProperty(story, async ({ counts, orders, follows, limits, facts }) => {
        person += 1
        const contact = { externalUserId: `wm${person}`, unionId: `U${person}` }
        const phone = `1390000${String(person).padStart(4, '0')}`
        const keptId = await db
          .transaction()
          .execute((trx) => shop.identity.linkExternalContact(trx, contact, testNow - 9000))
        await shop.ingest.customers([{ phone, shopCustomerId: `S${person}`, ...present(facts) }])
        const { customerId: mergedId } = await db
          .selectFrom('identity')
          .select('customerId')
          .where('value', '=', phone)
          .executeTakeFirstOrThrow()
        const both = [keptId, mergedId]
        await shop.ingest.orders(
          orders.map(({ isMerged, days }, index) =>
            orderRow(`o${person}-${index}`, {
              phone: undefined,
              ...(isMerged ? { phone } : { unionId: contact.unionId }),
              paidAt: testNow - days * 86_400_000,
            }),
          ),
        )
        await fillTables(db, both, counts)
        for (const { isMerged, who } of follows)
          await db
            .insertInto('follow')
            .values(followOf(isMerged ? mergedId : keptId, advisors[who] ?? '', who + Number(isMerged)))
            .onConflict((conflict) => conflict.doNothing())
            .execute()
        for (const [id, isSet] of [
          [keptId, limits.kept],
          [mergedId, limits.merged],
        ] as const)
          if (isSet)
            await db
              .insertInto('budget')
              .values({ scope: 'customer', scopeId: id, period: 'month', limitFen: id.length })
              .execute()
        await db
          .updateTable('customer')
          .set({ optedOutAt: facts.optedOutAt })
          .where('customerId', '=', mergedId)
          .execute()
        // Notes of arrivals are kept for customers who were merged with others before.
        await db.updateTable('customer').set({ mergedAt: 1 }).where('customerId', 'in', both).execute()
        await refreshSummaries(db, both, testNow)
        await attribution.refreshCustomers(db, both, testNow)

        const before = await snapshot(db)
        await shop.ingest.customers([{ unionId: contact.unionId, phone }])
        const { mergeId } = await db
          .selectFrom('identityMerge')
          .select('mergeId')
          .where('mergedCustomerId', '=', mergedId)
          .executeTakeFirstOrThrow()
        expect(await snapshot(db)).not.toEqual(before)
        const undone = await undoMerge(context, { refreshSummaries, attribution }, { mergeId, actor: 'root' })
        expect(undone).toEqual({ keptId, mergedId })
        expect(await snapshot(db)).toEqual(before)
      }),
      { numRuns: 12 },
    )
    await destroy()
  })
})

function present(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => value !== null && name !== 'optedOutAt'),
  )
}

function followOf(customerId: string, userId: string, number: number) {
  const texts = { remark: `${number}`, description: '', state: '' }
  return { customerId, userId, ...texts, followedAt: number, addWay: 0, isActive: 1, updatedAt: number }
}
