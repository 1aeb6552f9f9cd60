import { minuteMs } from '../../calendar.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { yuan } from '../../money.ts'
import { ruleValue } from '../../rules/value.ts'

const checkoutWindowMs = 24 * 60 * minuteMs

/** NBA-03: since when a checkout has been idle, in ms: at most 24 h (inclusive) and no order after it; null = none. */
function idleMs({ asOf, checkoutStartedAt, lastOrder }: CustomerFacts): number | null {
  if (checkoutStartedAt === null) return null
  if (lastOrder !== null && lastOrder.orderedAt >= checkoutStartedAt) return null
  const ms = asOf - checkoutStartedAt
  return ms <= checkoutWindowMs ? ms : null
}

function idleText(ms: number): string {
  const minutes = Math.floor(ms / minuteMs)
  return minutes === 0 ? '进入结算后停留未付款' : `进入结算${minutes}分钟未付款`
}

/** NBA-03: idle from 30 s (inclusive) to 60 s (exclusive): help. */
export function idleCheckout(facts: CustomerFacts): string[] | null {
  const [idle, doubt] = [
    ruleValue(facts, 'NBA-03', 'idleSeconds'),
    ruleValue(facts, 'NBA-03', 'doubtSeconds'),
  ]
  const ms = idleMs(facts)
  if (ms === null || ms < idle * 1000 || ms >= doubt * 1000) return null
  return [idleText(ms), `停留满${idle}秒先帮忙，满${doubt}秒再考虑券`]
}

/** NBA-03: idle from 60 s on (inclusive): most have a doubt, and only now a coupon comes after the help. */
export function doubtfulCheckout(facts: CustomerFacts): string[] | null {
  const doubt = ruleValue(facts, 'NBA-03', 'doubtSeconds')
  const ms = idleMs(facts)
  return ms === null || ms < doubt * 1000 ? null : [idleText(ms), `停留满${doubt}秒多半有疑问`]
}

/** NBA-04: so many pieces in the cart (inclusive), unpaid. */
export function fullCart({ cart, rules }: CustomerFacts): string[] | null {
  const from = ruleValue({ rules }, 'NBA-04', 'pieces')
  const pieces = cart.reduce((sum, { quantity }) => sum + quantity, 0)
  const amountFen = cart.reduce((sum, { quantity, unitPriceFen }) => sum + quantity * unitPriceFen, 0)
  if (pieces < from) return null
  return [`购物车${pieces}件未付款，共${yuan(amountFen)}元`, `满${from}件未付款就提醒`]
}
