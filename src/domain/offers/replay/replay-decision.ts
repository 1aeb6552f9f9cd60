import type { CustomerFacts } from '../../customers/facts.ts'
import { chooseForDay } from '../learning/day-choice.ts'
import { learningSegment } from '../learning/offer-arms.ts'
import type { Offer } from '../offer.ts'
import { chooseOffer } from '../ranking.ts'
import { contextOf, type DecisionInputs } from './decision-inputs.ts'
import { candidatesOf, type DecisionRecord, refusalsOf } from './decision-record.ts'

export interface StoredDecision extends DecisionInputs {
  facts: CustomerFacts
  record: DecisionRecord
}

export interface Difference {
  what: string
  stored: unknown
  replayed: unknown
}

export interface Replayed {
  /** What the inputs give now. */
  record: DecisionRecord
  /** Empty when it is what was stored. */
  differences: Difference[]
}

/**
 * Takes a stored decision once more, from its own inputs and the offers of then (the one made from the cart included), and
 * compares every part of the outcome. Nothing of today's store takes part.
 */
export function replayDecision(stored: StoredDecision, offers: readonly Offer[]): Replayed {
  const { facts, learned, record: before } = stored
  const context = contextOf(stored)
  const decision = chooseOffer(offers, facts, context)
  const record: DecisionRecord = {
    ranked: candidatesOf(decision),
    refused: refusalsOf(decision),
    choice: chooseForDay(facts, context, decision, learned),
    segment: learningSegment(facts),
  }
  return { record, differences: differencesOf(before, record) }
}

/** The parts of two outcomes that are not equal, in a fixed order. */
export function differencesOf(stored: DecisionRecord, replayed: DecisionRecord): Difference[] {
  const parts = ({ ranked, refused, choice, segment }: DecisionRecord) => ({
    candidates: ranked,
    refusals: refused,
    chosen: choice.chosenOfferId,
    mode: choice.mode,
    propensity: choice.propensity,
    arms: choice.arms,
    segment,
  })
  const now = Object.entries(parts(replayed))
  return Object.entries(parts(stored)).flatMap(([what, before], place) => {
    const after = now[place]?.[1]
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ what, stored: before, replayed: after }]
  })
}
