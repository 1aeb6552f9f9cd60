import { createHash } from 'node:crypto'
import { localDay } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { Offer } from '../../domain/offers/offer.ts'
import type { OfferDecision } from '../../domain/offers/ranking.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { findDecision, insertDecision } from './repository.ts'

const hash = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)

/**
 * Stores what was decided and from which facts, once for each customer, local day, model, offer versions and outcome; an
 * equal decision later that day is the stored one. Answers its id.
 */
export async function storeDecision(
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  db: Database,
  customerId: string,
  offers: readonly Offer[],
  facts: CustomerFacts,
  decision: OfferDecision,
): Promise<string> {
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
  if (known) return known.decisionId
  const decisionId = newId(context, 'dec')
  await insertDecision(db, {
    decisionId,
    customerId,
    localDay: day,
    modelVersion: facts.ltv.modelVersion,
    offersVersion,
    factsHash,
    factsJson: JSON.stringify(facts),
    candidatesJson: JSON.stringify([...candidates, { noOffer: true, expectedValueFen: 0 }]),
    refusalsJson: JSON.stringify(refusals),
    chosenOfferId: decision.recommended?.offer.offerId ?? null,
    propensity: 1,
    createdAt: context.now(),
  })
  return decisionId
}
