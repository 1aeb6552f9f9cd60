import type { Insertable } from 'kysely'
import { monthKey, payingScopes, totalKey, type SpendScope } from '../../budgets/counter.ts'
import type { Schema } from '../../db/schema.ts'
import type { CouponStory } from './coupon-story.ts'

type LedgerRow = Insertable<Schema['ledgerEntry']>
type UseRow = Insertable<Schema['budgetUse']>
type Kind = 'reserve' | 'release' | 'settle' | 'reverse'

function scopesOf({ customer, draft, issuedBy }: CouponStory): SpendScope[] {
  const { campaignId, isForNewcomers } = draft.terms
  return payingScopes({ userId: issuedBy, customerId: customer.customerId, campaignId, isForNewcomers })
}

/** What each account was moved by, in order: the sum is what the coupon costs now. */
function movesOf(story: CouponStory): [kind: Kind, amountFen: number, at: number][] {
  const { costFen, actualCostFen, issuedAt, redeemedAt, refundedAt, endedAt } = story
  const moves: [Kind, number, number][] = [['reserve', costFen, issuedAt]]
  if (endedAt !== null) moves.push(['release', -costFen, endedAt])
  if (redeemedAt !== null && actualCostFen !== null) {
    moves.push(['settle', actualCostFen - costFen, redeemedAt])
    if (refundedAt !== null) moves.push(['reverse', -actualCostFen, refundedAt])
  }
  return moves
}

export function ledgerRows(story: CouponStory): LedgerRow[] {
  const { couponId } = story
  const rows = movesOf(story).flatMap(([kind, amountFen, at]) =>
    scopesOf(story).map(({ scope, scopeId }) => ({ couponId, scope, scopeId, kind, amountFen, at })),
  )
  return rows.map((row, place) => ({ entryId: `led_${couponId.slice(4)}_${place + 1}`, ...row }))
}

/** The counters of every account, in the month of the reserve and in total. */
export function budgetUseRows(stories: readonly CouponStory[], timeZone: string): UseRow[] {
  const used = new Map<string, UseRow>()
  for (const story of stories) {
    const month = monthKey(story.issuedAt, timeZone)
    for (const { scope, scopeId, amountFen } of ledgerRows(story)) {
      for (const periodKey of [month, totalKey]) {
        const key = [scope, scopeId, periodKey].join(' ')
        const before = used.get(key)?.usedFen ?? 0
        used.set(key, { scope, scopeId, periodKey, usedFen: before + amountFen })
      }
    }
  }
  return [...used.values()]
}
