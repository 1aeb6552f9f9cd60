import type { Database } from '../../db/connect.ts'

export interface CountedRow {
  offerId: string
  segment: string
  trials: number
  successes: number
}

export async function countSentCoupons(db: Database): Promise<number> {
  const { sent } = await db
    .selectFrom('coupon')
    .select((eb) => eb.fn.countAll().as('sent'))
    .where('sentAt', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(sent)
}

/** Sent coupons whose validity is over, so that late ones count like early ones; a refunded one is no success. */
export async function countedCoupons(db: Database, asOf: number): Promise<CountedRow[]> {
  const rows = await db
    .selectFrom('coupon')
    .innerJoin('decision', 'decision.decisionId', 'coupon.decisionId')
    .select((eb) => [
      'coupon.offerId',
      'decision.segment',
      eb.fn.countAll().as('trials'),
      eb.fn.count(eb.case().when('coupon.state', '=', 'redeemed').then(1).end()).as('successes'),
    ])
    .where('coupon.sentAt', 'is not', null)
    .where('coupon.expiresAt', '<', asOf)
    .where('coupon.state', '!=', 'voided')
    .groupBy(['coupon.offerId', 'decision.segment'])
    .execute()
  return rows.map((row) => ({ ...row, trials: Number(row.trials), successes: Number(row.successes) }))
}

/**
 * Days of customers who got nothing by draw or as hold-out, decided up to `until`; a success is a paid order within
 * `windowMs`. Days on which an advisor sent a coupon all the same are no such days.
 */
export async function countedWithout(db: Database, until: number, windowMs: number): Promise<CountedRow[]> {
  const days = db
    .selectFrom('decision')
    .select((eb) => [
      'decision.customerId',
      'decision.segment',
      'decision.localDay',
      eb.fn.min('decision.createdAt').as('decidedAt'),
    ])
    .where('decision.chosenOfferId', 'is', null)
    .where((eb) => eb.or([eb('decision.mode', '=', 'holdOut'), eb('decision.propensity', '<', 1)]))
    .where('decision.createdAt', '<=', until)
    .groupBy(['decision.customerId', 'decision.segment', 'decision.localDay'])
    .as('days')
  const rows = await db
    .selectFrom(days)
    .select((eb) => [
      'days.segment',
      eb.fn.countAll().as('trials'),
      eb.fn
        .count(
          eb
            .case()
            .when(
              eb.exists(
                eb
                  .selectFrom('purchaseOrder')
                  .select('purchaseOrder.orderId')
                  .whereRef('purchaseOrder.customerId', '=', 'days.customerId')
                  .where('purchaseOrder.status', '=', 'paid')
                  .whereRef('purchaseOrder.orderedAt', '>=', 'days.decidedAt')
                  .whereRef('purchaseOrder.orderedAt', '<', eb('days.decidedAt', '+', windowMs)),
              ),
            )
            .then(1)
            .end(),
        )
        .as('successes'),
    ])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('coupon')
            .select('coupon.couponId')
            .whereRef('coupon.customerId', '=', 'days.customerId')
            .whereRef('coupon.issuedAt', '>=', 'days.decidedAt')
            .whereRef('coupon.issuedAt', '<', eb('days.decidedAt', '+', windowMs)),
        ),
      ),
    )
    .groupBy('days.segment')
    .execute()
  return rows.map((row) => ({
    segment: row.segment,
    offerId: '',
    trials: Number(row.trials),
    successes: Number(row.successes),
  }))
}

/** What experiments and draws hash; it survives merges. */
export async function assignmentKeyOf(db: Database, customerId: string): Promise<string> {
  const { assignmentKey } = await db
    .selectFrom('customer')
    .select('assignmentKey')
    .where('customerId', '=', customerId)
    .executeTakeFirstOrThrow()
  return assignmentKey
}
