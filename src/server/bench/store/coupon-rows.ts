import { dayMs } from '../../../domain/calendar.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import { payingScopes, totalKey } from '../../budgets/counter.ts'
import { longLook } from '../../starter/offers/price.ts'
import { offerVersionIdOf } from '../../starter/offers/offer-rows.ts'
import type { BulkWriter } from './bulk-writer.ts'
import { wholeBetween } from './draws.ts'
import { localDayOf } from './order-rows.ts'
import type { BenchPerson } from './person-rows.ts'

const couponShare = 0.3
const redeemedShare = 0.3
const validDays = 7
const costFen = 800

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

/** Coupons of the past, redeemed or expired, with their moves and their entries in the ledger. */
export function writeCoupons(
  writer: BulkWriter,
  draw: Draw,
  person: BenchPerson,
  { uses, asOf }: { uses: Uses; asOf: number },
): void {
  if (draw() >= couponShare) return
  const number = String(person.index).padStart(8, '0')
  const [issuedBy = ''] = person.userIds
  const issuedAt = asOf - wholeBetween(draw, 20, 200) * dayMs
  const isRedeemed = draw() < redeemedShare
  const sentAt = issuedAt + 2000
  const openedAt = draw() < 0.6 || isRedeemed ? issuedAt + 3_600_000 : null
  const endAt = isRedeemed ? issuedAt + dayMs : issuedAt + validDays * dayMs
  const couponId = `cpn_bench${number}`
  writer.add('coupon', {
    couponId,
    tokenHash: `bench-${number}`.padEnd(64, '0'),
    code: `BENC-${number.slice(0, 4)}-${number.slice(4)}`,
    customerId: person.customerId,
    offerId: longLook.offerId,
    offerVersionId: offerVersionIdOf(longLook.offerId),
    issuedBy,
    heldBy: null,
    state: isRedeemed ? 'redeemed' : 'expired',
    headline: longLook.terms.name,
    rewardsJson: JSON.stringify(longLook.terms.rewards),
    costFen,
    ruleId: longLook.terms.ruleId ?? null,
    decisionId: null,
    capsJson: '{}',
    issuedAt,
    sentAt,
    openedAt,
    claimedAt: isRedeemed ? issuedAt + 3_700_000 : null,
    redeemedAt: isRedeemed ? endAt : null,
    refundedAt: null,
    endedAt: isRedeemed ? null : endAt,
    expiresAt: issuedAt + validDays * dayMs,
    changedAt: endAt,
    orderId: isRedeemed ? `bench-redeemed-${number}` : null,
    orderAmountFen: isRedeemed ? 20_000 : null,
    discountFen: isRedeemed ? costFen : null,
    benefit: null,
    deviceHash: null,
  })
  const moves = [
    [null, 'issued', issuedAt, issuedBy],
    ['issued', 'sent', sentAt, issuedBy],
    [openedAt === null ? 'sent' : 'opened', isRedeemed ? 'redeemed' : 'expired', endAt, 'system'],
  ] as const
  moves.forEach(([fromState, toState, at, actor], place) =>
    writer.add('couponEvent', {
      couponEventId: `cev_bench${number}_${place}`,
      couponId,
      fromState,
      toState,
      actor,
      reason: '',
      at,
    }),
  )
  const entries = [
    ['reserve', costFen, issuedAt],
    isRedeemed ? (['settle', 0, endAt] as const) : (['release', -costFen, endAt] as const),
  ] as const
  for (const [kind, amountFen, at] of entries) {
    for (const { scope, scopeId } of payingScopes({
      userId: issuedBy,
      customerId: person.customerId,
      isForNewcomers: false,
    })) {
      writer.add('ledgerEntry', {
        entryId: `led_bench${number}_${kind}_${scope}`,
        couponId,
        scope,
        scopeId,
        kind,
        amountFen,
        at,
      })
      if (scope === 'customer') continue
      count(uses, scope, scopeId, monthOf(issuedAt), amountFen)
      count(uses, scope, scopeId, totalKey, amountFen)
    }
  }
  const usedFen = isRedeemed ? costFen : 0
  for (const periodKey of [monthOf(issuedAt), totalKey])
    writer.add('budgetUse', { scope: 'customer', scopeId: person.customerId, periodKey, usedFen })
}
