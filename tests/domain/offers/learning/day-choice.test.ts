import { assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseForDay,
  type Learned,
  nothingCounted,
} from '../../../../src/domain/offers/learning/day-choice.ts'
import { chooseOffer } from '../../../../src/domain/offers/ranking.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleOffer } from '../sample-offer.ts'

const offers = ['a', 'b', 'c'].map((id) => sampleOffer(id))
const facts = sampleFacts()
const context = sampleContext()
const decision = chooseOffer(offers, facts, context)
const proven = { gain: 10, standardError: 4.9 }

const learned = (changes: Partial<Learned> = {}): Learned => ({
  assignmentKey: 'key',
  learnFromCoupons: 500,
  sentCoupons: 500,
  pairedGain: null,
  offers: {},
  noOffer: nothingCounted,
  ...changes,
})
const choose = (changes: Partial<Learned> = {}) => chooseForDay(facts, context, decision, learned(changes))

describe('the mode of the day', () => {
  it('is deterministic below the first learnt coupon count and takes the first offer', () => {
    const choice = choose({ sentCoupons: 499, pairedGain: proven })
    expect(choice).toMatchObject({ mode: 'deterministic', chosenOfferId: 'a', propensity: 1 })
  })

  it('is single from it on, personal once the gain exceeds two standard errors', () => {
    expect(choose().mode).toBe('single')
    expect(choose({ pairedGain: { gain: 10, standardError: 5 } }).mode).toBe('single')
    expect(choose({ pairedGain: proven }).mode).toBe('personal')
  })

  it('is the hold-out for whoever is in it: nothing, for certain, and no row of a comparison', () => {
    const held = chooseForDay({ ...facts, isInHoldOut: true }, context, decision, learned())
    expect(held).toEqual({ mode: 'holdOut', chosenOfferId: null, propensity: 1, arms: [] })
  })
})

describe('the rates of the day', () => {
  const everybody = { trials: 1000, successes: 100 }
  const offersCounted = { b: { all: everybody, segment: { trials: 400, successes: 240 } } }
  const rateOf = (changes: Partial<Learned>) =>
    choose({ offers: offersCounted, ...changes }).arms.find(({ armId }) => armId === 'b')?.rate ?? 0

  it('are of all customers as long as segments are not proven, then of the own segment', () => {
    expect(rateOf({})).toBeCloseTo(103 / 1010, 12)
    expect(rateOf({ pairedGain: proven })).toBeCloseTo((10 * (103 / 1010) + 240) / 410, 12)
  })
})

describe('what is logged', () => {
  const counts = record({ trials: integer({ min: 0, max: 300 }), share: integer({ min: 0, max: 100 }) })

  it('sums to 1, gives every arm its part of the floor, and is the drawn arm’s own', () => {
    const counted = ({ trials, share }: { trials: number; share: number }) => {
      const some = { trials, successes: Math.floor((trials * share) / 100) }
      return { all: some, segment: some }
    }
    assert(
      property(counts, counts, constantFrom(null, proven), integer(), (one, other, pairedGain, key) => {
        const { arms, chosenOfferId, propensity } = choose({
          assignmentKey: String(key),
          pairedGain,
          offers: { a: counted(one), b: counted(other) },
          noOffer: counted(other),
        })
        expect(arms.reduce((sum, arm) => sum + arm.propensity, 0)).toBeCloseTo(1, 9)
        for (const arm of arms) expect(arm.propensity).toBeGreaterThanOrEqual(0.1 / arms.length - 1e-12)
        expect(arms.find(({ armId }) => armId === chosenOfferId)?.propensity).toBe(propensity)
      }),
      { numRuns: 60 },
    )
  })
})
