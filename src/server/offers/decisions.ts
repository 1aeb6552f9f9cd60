import { createHash } from 'node:crypto'
import { localDay } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { learningSegment } from '../../domain/offers/learning/offer-arms.ts'
import type { Offer } from '../../domain/offers/offer.ts'
import type { OfferDecision } from '../../domain/offers/ranking.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { DayChoice } from './learning/day-choice.ts'
import { type DecisionRow, findDecision, insertDecision } from './repository.ts'

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)

export interface SettleInput {
  customerId: string
  facts: CustomerFacts
  decision: OfferDecision
  /** Asked only when nothing was stored yet. */
  draw: () => Promise<DayChoice>
}

export interface Settled {
  decisionId: string
  choice: DayChoice
}

function choiceOf(row: DecisionRow): DayChoice {
  const { mode, chosenOfferId, propensity, candidatesJson } = row
  const { arms } = JSON.parse(candidatesJson) as { arms: DayChoice['arms'] }
  return { mode, chosenOfferId, propensity, arms }
}

/**
 * The decision of a customer's local day for these facts, offers and model: drawn and stored at the first question, read
 * from then on.
 */
export async function settleDecision(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  db: Database,
  offers: readonly Offer[],
  { customerId, facts, decision, draw }: SettleInput,
): Promise<Settled> {
  const { asOf, timeZone, ...lasting } = facts
  const candidates = decision.ranked.map((entry) => ({
    offerVersionId: entry.offer.offerVersionId,
    rank: entry.rank,
    costFen: entry.costFen,
    expectedValueFen: entry.expectedValueFen,
    isTriggered: entry.isTriggered,
  }))
  const refusals = decision.refused.map(({ offer, costFen, refusals: reasons }) => ({
    offerVersionId: offer.offerVersionId,
    costFen,
    refusals: reasons,
  }))
  const offersVersion = hash(offers.map((offer) => offer.offerVersionId))
  const factsHash = hash([lasting, candidates, refusals, offersVersion])
  const day = localDay(asOf, timeZone)
  const known = await findDecision(db, customerId, day, factsHash)
  if (known) return { decisionId: known.decisionId, choice: choiceOf(known) }
  const choice = await draw()
  const decisionId = newId(context, 'dec')
  await insertDecision(db, {
    decisionId,
    customerId,
    localDay: day,
    modelVersion: facts.ltv.modelVersion,
    offersVersion,
    factsHash,
    factsJson: JSON.stringify(facts),
    candidatesJson: JSON.stringify({ ranked: candidates, arms: choice.arms }),
    refusalsJson: JSON.stringify(refusals),
    chosenOfferId: choice.chosenOfferId,
    mode: choice.mode,
    segment: learningSegment(facts),
    propensity: choice.propensity,
    createdAt: context.now(),
  })
  return { decisionId, choice }
}
