import { Counter } from 'prom-client'
import type { RefusalCode } from '../../domain/offers/refusal.ts'
import { afterCommit } from '../db/after-commit.ts'
import { inRegistry } from './registry.ts'

const decisions = new Counter({
  ...inRegistry,
  name: 'zhike_decisions_total',
  help: 'Offer decisions stored, by what came of them: an offer was recommended, or none',
  labelNames: ['outcome'],
})
const refusals = new Counter({
  ...inRegistry,
  name: 'zhike_offer_refusals_total',
  help: 'Offers refused in those decisions, by reason; an offer may have several',
  labelNames: ['reason'],
})
for (const outcome of ['recommended', 'none']) decisions.inc({ outcome }, 0)

interface Decided {
  chosenOfferId: string | null
  refused: readonly { refusals: readonly { code: RefusalCode }[] }[]
}

/** Counts a new decision of a customer's day once it is stored. */
export function countDecision(trx: object, { chosenOfferId, refused }: Decided): void {
  afterCommit(trx, () => {
    decisions.inc({ outcome: chosenOfferId === null ? 'none' : 'recommended' })
    for (const { refusals: reasons } of refused)
      for (const { code } of reasons) refusals.inc({ reason: code })
  })
}
