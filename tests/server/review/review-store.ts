import type { Insertable } from 'kysely'
import type { MetricCard, Review } from '../../../src/contract/review.ts'
import type { Database } from '../../../src/server/db/connect.ts'
import type { Schema } from '../../../src/server/db/schema.ts'
import { buildTestApp, type TestApp, testNow } from '../../support/build-app.ts'
import type { TestDatabase } from '../../support/databases.ts'
import { insertCustomer } from '../touches/desk-rows.ts'
import { sampleTerms } from '../../domain/offers/sample-offer.ts'
import type { OfferTerms } from '../../../src/domain/offers/offer.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

export const dayMs = 86_400_000
export const hourMs = 3_600_000

export interface ReviewStore extends TestApp {
  db: Database
  review: () => Promise<Review>
  call: (
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    user?: string,
  ) => Promise<{ status: number; body: never }>
  customers: (ids: readonly string[], changes?: Partial<Row<'customer'>>) => Promise<void>
  event: (customerId: string, type: string, at: number) => Promise<void>
  /** Paid today unless said otherwise. */
  order: (customerId: string, orderId: string, changes?: Partial<Row<'purchaseOrder'>>) => Promise<void>
  coupon: (customerId: string, couponId: string, changes?: Partial<Row<'coupon'>>) => Promise<void>
  touch: (customerId: string, contentType: string, at: number, isReply?: number) => Promise<void>
  decision: (customerId: string, changes?: Partial<Row<'decision'>>) => Promise<void>
  offer: (offerId: string, changes?: Partial<OfferTerms>) => Promise<void>
}

export function decisionRow(customerId: string, decisionId: string): Row<'decision'> {
  return {
    decisionId,
    customerId,
    localDay: 1,
    modelVersion: 'm',
    offersVersion: 'o',
    factsHash: decisionId,
    factsJson: '{}',
    candidatesJson: '{}',
    refusalsJson: '[]',
    chosenOfferId: 'o',
    mode: 'deterministic',
    segment: 's',
    propensity: 1,
    createdAt: testNow - hourMs,
  }
}

export function orderRow(customerId: string, orderId: string, orderedAt: number): Row<'purchaseOrder'> {
  return {
    orderId,
    customerId,
    status: 'paid',
    createdAt: orderedAt,
    orderedAt,
    orderedDay: Math.floor((orderedAt + 8 * hourMs) / dayMs),
    itemsJson: '[]',
    paidFen: 10_000,
    refundedFen: 0,
    shippingFen: 0,
    netFen: 10_000,
    rowHash: '',
  }
}

/** The whole app on one database with two members signed in and nothing in it but what a test puts there. */
export async function reviewStore(database: TestDatabase): Promise<ReviewStore> {
  const test = await buildTestApp(database)
  const { db } = database
  const cookies = new Map<string, string>()
  let signedInAt = 0
  async function signInAgain() {
    for (const user of ['LinXi', 'GuAnRan']) cookies.set(user, await test.signIn(user))
    signedInAt = test.clock.at
  }
  await signInAgain()
  await db.updateTable('member').set({ role: 'operator' }).execute()
  let made = 0
  const next = () => {
    made += 1
    return `${made}`
  }

  async function call(method: 'GET' | 'POST', url: string, body?: object, user = 'LinXi') {
    if (test.clock.at - signedInAt > dayMs) await signInAgain()
    const cookie = cookies.get(user)
    const answer = await test.app.inject({
      method,
      url: `/api/v1/${url}`,
      headers: { origin: 'http://127.0.0.1:3000', ...(cookie ? { cookie } : {}) },
      ...(method === 'POST' ? { payload: body ?? {} } : {}),
    })
    return { status: answer.statusCode, body: answer.json() as never }
  }

  return {
    ...test,
    db,
    call,
    async review() {
      const { status, body } = await call('GET', 'review')
      if (status !== 200) throw new Error(`review: ${status} ${JSON.stringify(body)}`)
      return body
    },
    async customers(ids, changes = {}) {
      for (const id of ids) await insertCustomer(db, id, ['lin'], changes)
    },
    async event(customerId, type, occurredAt) {
      await db
        .insertInto('shopEvent')
        .values({ eventId: `e${next()}`, customerId, type, occurredAt, rowHash: '' })
        .execute()
    },
    async order(customerId, orderId, changes = {}) {
      const row = orderRow(customerId, orderId, changes.orderedAt ?? testNow - hourMs)
      await db
        .insertInto('purchaseOrder')
        .values({ ...row, ...changes })
        .execute()
    },
    async coupon(customerId, couponId, changes = {}) {
      const issuedAt = changes.issuedAt ?? testNow - 2 * hourMs
      const row: Row<'coupon'> = {
        couponId,
        tokenHash: `t-${couponId}`,
        code: `k-${couponId}`,
        customerId,
        offerId: 'o',
        offerVersionId: `${changes.offerId ?? 'o'}-v1`,
        issuedBy: 'lin',
        state: 'sent',
        headline: '券',
        rewardsJson: '[]',
        costFen: 3000,
        capsJson: '{}',
        issuedAt,
        sentAt: issuedAt,
        expiresAt: issuedAt + dayMs,
        changedAt: issuedAt,
        ...changes,
      }
      await db.insertInto('coupon').values(row).execute()
      const reserve = { couponId, scope: 'customer', scopeId: customerId, kind: 'reserve', at: issuedAt }
      const costFen = row.state === 'redeemed' ? (row.discountFen ?? 0) : row.costFen
      await db
        .insertInto('ledgerEntry')
        .values([
          { ...reserve, entryId: `${couponId}-1`, amountFen: row.costFen },
          { ...reserve, entryId: `${couponId}-2`, kind: 'settle', amountFen: costFen - row.costFen },
          { ...reserve, entryId: `${couponId}-3`, scope: 'store', scopeId: '', amountFen: row.costFen },
        ])
        .execute()
    },
    async touch(customerId, contentType, startedAt, isReply = 0) {
      await db
        .insertInto('touch')
        .values({
          touchId: `tch${next()}`,
          customerId,
          userId: 'lin',
          contentType,
          startedAt,
          lastBubbleAt: startedAt,
          bubbles: 1,
          isReply,
        })
        .execute()
    },
    async decision(customerId, changes = {}) {
      await db
        .insertInto('decision')
        .values({ ...decisionRow(customerId, `dec${next()}`), ...changes })
        .execute()
    },
    async offer(offerId, changes = {}) {
      await db
        .insertInto('offerVersion')
        .values({
          offerVersionId: `${offerId}-v1`,
          offerId,
          version: 1,
          termsJson: JSON.stringify(sampleTerms(changes)),
          createdAt: testNow,
        })
        .execute()
    },
  }
}

/** A card of the review by its name. */
export function cardOf(cards: readonly MetricCard[], name: string): MetricCard {
  const card = cards.find((candidate) => candidate.name === name)
  if (!card) throw new Error(`no card ${name}`)
  return card
}
