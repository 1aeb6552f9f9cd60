import { endOfLocalDay } from '../../calendar.ts'
import { realisedProfitFen, type EarnedOrder, type SentCoupon } from './realised-profit.ts'

/** A stored choice that was drawn at random among what could be sent, "no offer" (null) included. */
export interface DrawnDecision {
  customerId: string
  decidedAt: number
  localDay: number
  segment: string
  chosenOfferId: string | null
  arms: readonly { armId: string | null; propensity: number }[]
  /** How long the choice is watched: as long as the longest living coupon among its arms, so equally long for each of them. */
  windowMs: number
}

/** A choice with what came of it. */
export interface LearningRow {
  customerId: string
  segment: string
  armId: string | null
  arms: readonly { armId: string | null; propensity: number }[]
  profitFen: number
}

/** Why a decision teaches nothing: nothing to choose from, its window still runs, the advisor sent another offer. */
export type NoRow = 'certain' | 'running' | 'overridden'

export interface RowContext {
  asOf: number
  timeZone: string
  marginShare: number
  orders: readonly EarnedOrder[]
  coupons: readonly SentCoupon[]
}

/**
 * Whether the advisor did otherwise: the first coupon sent after the decision on its local day is of another offer, or
 * there is one although none was chosen. That nothing was sent is no override: the advice is what is judged.
 */
export function isOverridden(
  { chosenOfferId, decidedAt }: Pick<DrawnDecision, 'chosenOfferId' | 'decidedAt'>,
  coupons: readonly Pick<SentCoupon, 'offerId' | 'sentAt'>[],
  timeZone: string,
): boolean {
  const dayEndsAt = endOfLocalDay(decidedAt, timeZone)
  const [first] = coupons
    .filter(({ sentAt }) => sentAt >= decidedAt && sentAt <= dayEndsAt)
    .sort((a, b) => a.sentAt - b.sentAt || (a.offerId < b.offerId ? -1 : 1))
  return first !== undefined && first.offerId !== chosenOfferId
}

/**
 * A drawn decision with its reward, or why it is none. The reward is the profit in the window that begins with the
 * decision; the window is over when `asOf` has reached its end (inclusive). An override is no random action and is left
 * out.
 */
export function learningRow(decision: DrawnDecision, context: RowContext): LearningRow | NoRow {
  const { customerId, segment, arms, chosenOfferId: armId, decidedAt, windowMs } = decision
  if (arms.length < 2) return 'certain'
  const untilMs = decidedAt + windowMs
  if (untilMs > context.asOf) return 'running'
  if (isOverridden(decision, context.coupons, context.timeZone)) return 'overridden'
  const { orders, coupons, marginShare } = context
  const profitFen = realisedProfitFen(orders, coupons, marginShare, { fromMs: decidedAt, untilMs })
  return { customerId, segment, armId, arms, profitFen }
}

/**
 * Says of decisions, given in the order of their time, which may become rows: the first of a customer's local day, and
 * only when the window of the customer's last one is over. So no order is counted twice, and nothing that came of a
 * decision decides whether it counts.
 */
export function independentDecisions(): (decision: DrawnDecision) => boolean {
  const last = new Map<string, { localDay: number; untilMs: number }>()
  return ({ customerId, localDay, decidedAt, windowMs }) => {
    const known = last.get(customerId)
    if (known && (known.localDay === localDay || decidedAt < known.untilMs)) return false
    last.set(customerId, { localDay, untilMs: decidedAt + windowMs })
    return true
  }
}
