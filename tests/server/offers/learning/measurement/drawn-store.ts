import { hourMs, localDay } from '../../../../../src/domain/calendar.ts'
import type { Database } from '../../../../../src/server/db/connect.ts'
import {
  type ChoiceWorld,
  type DrawnChoice,
  generateChoices,
} from '../../../../domain/offers/learning/generated-choices.ts'

const timeZone = 'Asia/Shanghai'
const batch = 50

export type DecisionChanges = Partial<{
  customerId: string
  mode: string
  chosenOfferId: string | null
  createdAt: number
  segment: string
}>

export interface DrawnStore {
  decision: (choice: DrawnChoice, decidedAt: number, changes?: DecisionChanges) => Promise<string>
  order: (customerId: string, orderedAt: number, changes?: object) => Promise<string>
  coupon: (customerId: string, offerId: string, sentAt: number, changes?: object) => Promise<string>
  /** Choices of a generated store, an hour apart, with the orders that came of them; the last one `until` at the latest. */
  fill: (world: ChoiceWorld, count: number, until: number) => Promise<void>
}

/** Writes drawn decisions and what came of them, as the product would have. */
export function drawnStore(db: Database): DrawnStore {
  let made = 0
  const named = (prefix: string) => `${prefix}-${String((made += 1)).padStart(6, '0')}`

  const decisionRow = (choice: DrawnChoice, decidedAt: number, changes: DecisionChanges = {}) => {
    const decisionId = named('dec')
    const { customerId, segment, armId, arms } = choice
    return {
      decisionId,
      customerId,
      localDay: localDay(decidedAt, timeZone),
      modelVersion: 'm',
      offersVersion: 'o',
      factsHash: decisionId,
      factsJson: '{}',
      candidatesJson: JSON.stringify({ ranked: [], arms }),
      refusalsJson: '[]',
      chosenOfferId: armId,
      mode: 'single',
      segment,
      propensity: arms.find((arm) => arm.armId === armId)?.propensity ?? 1,
      createdAt: decidedAt,
      ...changes,
    }
  }
  const orderRow = (customerId: string, orderedAt: number, changes: object = {}) => ({
    orderId: named('order'),
    customerId,
    status: 'paid',
    createdAt: orderedAt,
    orderedAt,
    orderedDay: localDay(orderedAt, timeZone),
    itemsJson: '[]',
    paidFen: 40_000,
    refundedFen: 0,
    shippingFen: 0,
    netFen: 40_000,
    rowHash: '',
    ...changes,
  })
  const couponRow = (customerId: string, offerId: string, sentAt: number, changes: object = {}) => {
    const couponId = named('coupon')
    return {
      couponId,
      tokenHash: `t-${couponId}`,
      code: `k-${couponId}`,
      customerId,
      offerId,
      offerVersionId: `${offerId}-v1`,
      issuedBy: 'lin',
      state: 'expired' as const,
      headline: '券',
      rewardsJson: '[]',
      costFen: 3_000,
      capsJson: '{}',
      issuedAt: sentAt,
      sentAt,
      expiresAt: sentAt + 24 * hourMs,
      changedAt: sentAt,
      ...changes,
    }
  }

  return {
    async decision(choice, decidedAt, changes) {
      const row = decisionRow(choice, decidedAt, changes)
      await db.insertInto('decision').values(row).execute()
      return row.decisionId
    },
    async order(customerId, orderedAt, changes) {
      const row = orderRow(customerId, orderedAt, changes)
      await db.insertInto('purchaseOrder').values(row).execute()
      return row.orderId
    },
    async coupon(customerId, offerId, sentAt, changes) {
      const row = couponRow(customerId, offerId, sentAt, changes)
      await db.insertInto('coupon').values(row).execute()
      return row.couponId
    },
    async fill(world, count, until) {
      const choices = generateChoices(world, count, 1).map((choice, place) => ({
        choice,
        decidedAt: until - (count - 1 - place) * hourMs,
      }))
      const decisions = choices.map(({ choice, decidedAt }) => decisionRow(choice, decidedAt))
      const orders = choices
        .filter(({ choice }) => choice.isBought)
        .map(({ choice, decidedAt }) =>
          orderRow(choice.customerId, decidedAt + 1, { netFen: world.orderFen }),
        )
      for (let at = 0; at < decisions.length; at += batch) {
        await db
          .insertInto('decision')
          .values(decisions.slice(at, at + batch))
          .execute()
      }
      for (let at = 0; at < orders.length; at += batch) {
        await db
          .insertInto('purchaseOrder')
          .values(orders.slice(at, at + batch))
          .execute()
      }
    },
  }
}
