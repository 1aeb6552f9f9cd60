import { hash as hashOnce } from 'node:crypto'
import { localDay } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { OfferContext } from '../../domain/offers/context.ts'
import { chooseForDay, type DayChoice, type Learned } from '../../domain/offers/learning/day-choice.ts'
import { learningSegment } from '../../domain/offers/learning/offer-arms.ts'
import type { Offer } from '../../domain/offers/offer.ts'
import type { OfferDecision } from '../../domain/offers/ranking.ts'
import { decisionInputs } from '../../domain/offers/replay/decision-inputs.ts'
import { candidatesOf, type DecisionRecord, refusalsOf } from '../../domain/offers/replay/decision-record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { writeSoon } from '../db/write-behind.ts'
import { countDecision } from '../telemetry/decisions.ts'
import { findDecision, insertDecision, keepFrame, type TakenDecision } from './repository.ts'

export const hashText = (text: string) => hashOnce('sha256', text, 'hex').slice(0, 32)

const hash = (value: unknown) => hashText(JSON.stringify(value))

export const offersHash = (offers: readonly Pick<Offer, 'offerVersionId'>[]) =>
  hash(offers.map(({ offerVersionId }) => offerVersionId))

/** Names a decision by its local day, what it rests on and what came of judging; the moment alone makes no new one. */
export function decisionKey(
  { asOf, timeZone, ...lasting }: CustomerFacts,
  { ranked, refused }: Pick<DecisionRecord, 'ranked' | 'refused'>,
  offersVersion: string,
): { day: number; factsHash: string } {
  return { day: localDay(asOf, timeZone), factsHash: hash([lasting, ranked, refused, offersVersion]) }
}

export interface SettleInput {
  customerId: string
  facts: CustomerFacts
  context: OfferContext
  decision: OfferDecision
  /** The store's offers. */
  published: readonly Offer[]
  /** They and the one made from the cart. */
  offers: readonly Offer[]
  /** Asked only when nothing was stored yet. */
  learned: () => Promise<Learned>
}

export interface Settled {
  decisionId: string
  choice: DayChoice
}

export function choiceOf(row: TakenDecision): DayChoice {
  const { chosenOfferId, propensity, candidatesJson } = row
  const { arms } = JSON.parse(candidatesJson) as Pick<DayChoice, 'arms'>
  return { mode: row.mode as DayChoice['mode'], chosenOfferId, propensity, arms }
}

/**
 * The decision of a customer's local day for these facts, offers and model: drawn and stored at the first question with all
 * that it depended on, read from then on.
 */
export async function settleDecision(
  server: Pick<ServerContext, 'now' | 'randomBytes' | 'log'>,
  db: Database,
  { customerId, facts, context, decision, published, offers, learned: ask }: SettleInput,
): Promise<Settled> {
  const ranked = candidatesOf(decision)
  const refused = refusalsOf(decision)
  const offersVersion = offersHash(offers)
  const { day, factsHash } = decisionKey(facts, { ranked, refused }, offersVersion)
  const known = await findDecision(db, customerId, day, factsHash)
  if (known) return { decisionId: known.decisionId, choice: choiceOf(known) }
  const learned = await ask()
  const choice = chooseForDay(facts, context, decision, learned)
  const { frame, ...inputs } = decisionInputs(published, facts, context, learned)
  const frameJson = JSON.stringify(frame)
  const frameHash = hashText(frameJson)
  const decisionId = newId(server, 'dec')
  const createdAt = server.now()
  const row = {
    decisionId,
    customerId,
    localDay: day,
    modelVersion: facts.ltv.modelVersion,
    offersVersion,
    factsHash,
    factsJson: JSON.stringify(facts),
    candidatesJson: JSON.stringify({ ranked, arms: choice.arms }),
    refusalsJson: JSON.stringify(refused),
    chosenOfferId: choice.chosenOfferId,
    mode: choice.mode,
    segment: learningSegment(facts),
    propensity: choice.propensity,
    createdAt,
    frameHash,
    inputsJson: JSON.stringify(inputs),
  }
  // Drawn the same again from the same facts should it be lost: worth keeping, not worth waiting for disk or lock.
  const write = async (trx: Database) => {
    await keepFrame(trx, { frameHash, frameJson, createdAt })
    await insertDecision(trx, row)
  }
  await writeSoon(db, write, (error) => server.log.warn({ err: error }, 'a decision was not stored'))
  countDecision(db, { chosenOfferId: choice.chosenOfferId, refused })
  return { decisionId, choice }
}
