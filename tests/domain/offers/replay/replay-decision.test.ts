import { describe, expect, it } from 'vitest'
import { chooseForDay, nothingCounted } from '../../../../src/domain/offers/learning/day-choice.ts'
import { learningSegment } from '../../../../src/domain/offers/learning/offer-arms.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { decisionInputs } from '../../../../src/domain/offers/replay/decision-inputs.ts'
import { candidatesOf, refusalsOf } from '../../../../src/domain/offers/replay/decision-record.ts'
import {
  differencesOf,
  replayDecision,
  type StoredDecision,
} from '../../../../src/domain/offers/replay/replay-decision.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const facts = sampleFacts()
const offers = [
  sampleOffer('a'),
  sampleOffer('b', { rewards: [{ kind: 'amount', amountFen: 2_000 }] }),
  sampleOffer('dear', { rewards: [{ kind: 'amount', amountFen: 9_000 }] }),
]
const counts = { all: { trials: 60, successes: 20 }, segment: { trials: 9, successes: 2 } }

function stored(sentCoupons: number): StoredDecision {
  const context = sampleContext()
  const learned = {
    assignmentKey: 'key',
    learnFromCoupons: 500,
    sentCoupons,
    pairedGain: { gain: 3, standardError: 1 },
    offers: { a: counts, b: counts },
    noOffer: nothingCounted,
  }
  const decision = chooseOffer(offers, facts, context)
  const record = {
    ranked: candidatesOf(decision),
    refused: refusalsOf(decision),
    choice: chooseForDay(facts, context, decision, learned),
    segment: learningSegment(facts),
  }
  const row = { facts, ...decisionInputs(offers, facts, context, learned), record }
  return JSON.parse(JSON.stringify(row)) as StoredDecision
}

describe('replayDecision', () => {
  it.each([
    [499, 'deterministic'],
    [500, 'personal'],
  ])('with %i sent coupons comes to the same, in mode %s', (sentCoupons, mode) => {
    const row = stored(sentCoupons)
    const { record, differences } = replayDecision(row, [...offers].reverse())
    expect(differences).toEqual([])
    expect(record).toEqual(row.record)
    expect(record.choice.mode).toBe(mode)
  })

  it('names what differs when an input, an offer or the outcome was changed', () => {
    const row = stored(500)
    const whatOf = (changed: StoredDecision, from = offers) =>
      replayDecision(changed, from).differences.map(({ what }) => what)
    const budgets = { ...row.own.budgets, storeFen: 2_500 }
    expect(whatOf({ ...row, own: { ...row.own, budgets } })).toEqual(
      expect.arrayContaining(['candidates', 'refusals']),
    )
    const cheaper = [
      sampleOffer('a', { rewards: [{ kind: 'amount', amountFen: 1_000 }] }),
      ...offers.slice(1),
    ]
    expect(whatOf(row, cheaper)).toEqual(expect.arrayContaining(['candidates', 'arms']))
    expect(whatOf({ ...row, learned: { ...row.learned, assignmentKey: 'other' } })).toContain('arms')
    const choice = { ...row.record.choice, propensity: 0.5 }
    expect(whatOf({ ...row, record: { ...row.record, choice } })).toEqual(['propensity'])
    expect(whatOf({ ...row, record: { ...row.record, segment: 'x/y' } })).toEqual(['segment'])
  })
})

describe('differencesOf', () => {
  it('shows both sides', () => {
    const { record } = stored(499)
    const choice = { ...record.choice, chosenOfferId: null }
    expect(differencesOf({ ...record, choice }, record)).toEqual([
      { what: 'chosen', stored: null, replayed: record.choice.chosenOfferId },
    ])
    expect(differencesOf(record, record)).toEqual([])
  })
})
