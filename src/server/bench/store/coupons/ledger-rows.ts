import { dayMs } from '../../../../domain/calendar.ts'
import { payingScopes, totalKey } from '../../../budgets/counter.ts'
import type { BulkWriter } from '../bulk-writer.ts'
import { localDayOf } from '../order-rows.ts'
import { type Course, discountFen } from './course.ts'

/** What the accounts of all coupons have used, by scope, id and period. */
export type Uses = Map<string, { scope: string; scopeId: string; periodKey: string; usedFen: number }>

function count(uses: Uses, scope: string, scopeId: string, periodKey: string, fen: number): void {
  const key = `${scope}/${scopeId}/${periodKey}`
  const known = uses.get(key)
  if (known) known.usedFen += fen
  else uses.set(key, { scope, scopeId, periodKey, usedFen: fen })
}

function monthOf(at: number): string {
  return new Date(localDayOf(at) * dayMs).toISOString().slice(0, 7)
}

/** Reserved at issue; settled to what it took off, or released at its end. The counters go by the month of the reserve. */
export function writeLedger(writer: BulkWriter, uses: Uses, course: Course): void {
  const { number, couponId, customerId, issuedBy: userId, issuedAt, endedAt, order } = course
  const usedFen = order ? discountFen : 0
  const entries = [
    { kind: 'reserve', amountFen: discountFen, at: issuedAt },
    { kind: order ? 'settle' : 'release', amountFen: usedFen - discountFen, at: endedAt },
  ]
  const periods = [monthOf(issuedAt), totalKey]
  for (const { scope, scopeId } of payingScopes({ userId, customerId, isForNewcomers: false })) {
    for (const { kind, amountFen, at } of entries) {
      const entryId = `led_bench${number}_${kind}_${scope}`
      writer.add('ledgerEntry', { entryId, couponId, scope, scopeId, kind, amountFen, at })
    }
    for (const periodKey of periods) {
      if (scope === 'customer') writer.add('budgetUse', { scope, scopeId, periodKey, usedFen })
      else count(uses, scope, scopeId, periodKey, usedFen)
    }
  }
}
