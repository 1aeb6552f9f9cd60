import { sql } from 'kysely'
import type { Database } from '../db/connect.ts'
import { createAnswerSeal } from '../http/answer-seal.ts'
import { type Check, check, type Found, type Ids, together, type VerifyContext } from './check.ts'

const pageSize = 1000

const strayIdentity: Ids = sql`
  select kind || ' ' || value as id from identity where not exists (
    select 1 from customer where customer.customer_id = identity.customer_id)`

/** Coupons of an erased person stand under a pseudonym. */
const strayCoupon: Ids = sql`
  select coupon_id as id from coupon where customer_id not like 'erased%' and not exists (
    select 1 from customer where customer.customer_id = coupon.customer_id)`

const strayDecision: Ids = sql`
  select decision_id as id from decision where chosen_offer_id is not null and not exists (
    select 1 from offer where offer.offer_id = decision.chosen_offer_id)`

interface Answered {
  scope: string
  key: string
  responseJson: string
}

/** The coupon that an answer names; undefined for one that cannot be read. */
function couponIn(responseJson: string): string | null | undefined {
  try {
    const answer = JSON.parse(responseJson) as { coupon?: { couponId?: unknown }; card?: unknown } | null
    const couponId = answer?.coupon?.couponId
    return typeof couponId === 'string' ? couponId : null
  } catch {
    return undefined
  }
}

async function known(db: Database, couponIds: readonly string[]): Promise<Set<string>> {
  if (couponIds.length === 0) return new Set()
  const rows = await db.selectFrom('coupon').select('couponId').where('couponId', 'in', couponIds).execute()
  return new Set(rows.map(({ couponId }) => couponId))
}

/**
 * What was answered under a key must be there: an acknowledged coupon is never lost. Answers that were sealed with another
 * secret tell nothing.
 */
async function lostAnswers({ db, config, randomBytes }: VerifyContext): Promise<Found> {
  const { open } = createAnswerSeal({ config, randomBytes })
  let found: Found = { count: 0, ids: [] }
  let after = { scope: '', key: '' }
  for (;;) {
    const { rows } = await sql<Answered>`
      select scope, key, response_json from idempotency
      where response_json is not null and (scope, key) > (${after.scope}, ${after.key})
      order by scope, key limit ${pageSize}`.execute(db)
    const answers = rows.flatMap(({ key, responseJson }) => {
      const text = open(responseJson)
      return text === null ? [] : [{ key, couponId: couponIn(text) }]
    })
    const there = await known(
      db,
      answers.flatMap(({ couponId }) => couponId ?? []),
    )
    const lost = answers.filter(
      ({ couponId }) => couponId === undefined || (couponId !== null && !there.has(couponId)),
    )
    const ids = lost.map(({ key, couponId }) => `${key} ${couponId ?? 'unreadable'}`)
    found = together(found, { count: ids.length, ids })
    const last = rows[rows.length - 1]
    if (!last) return found
    after = last
  }
}

export const referenceChecks: readonly Check[] = [
  check('identity-customer', 'each identity belongs to a customer', () => strayIdentity),
  check('coupon-customer', 'each coupon belongs to a customer', () => strayCoupon),
  check('decision-offer', 'each decision chose an offer that exists', () => strayDecision),
  {
    id: 'answers',
    claim: 'each coupon that was acknowledged under a key is there',
    find: lostAnswers,
  },
]
