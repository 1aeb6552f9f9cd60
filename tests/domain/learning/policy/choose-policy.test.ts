import { describe, expect, it } from 'vitest'
import { fnv1a } from '../../../../src/domain/behaviour/hold-out.ts'
import { choosePolicy, type PolicyInput } from '../../../../src/domain/learning/policy/choose-policy.ts'
import { arm, counted, none, policyInput } from './offer-arms.ts'

const propensityOf = (input: PolicyInput, armId: string | null) =>
  choosePolicy(input).arms.find((entry) => entry.armId === armId)?.propensity ?? Number.NaN

/** One in ten buys without an offer, known well. */
const knownBaseline = { all: { trials: 4000, successes: 400 }, segment: { trials: 800, successes: 80 } }

const proven = { gain: 10, standardError: 1 }

describe('before learning starts', () => {
  const early = policyInput({ sentCoupons: 499, arms: [arm('b'), arm('a', { priorRate: 0.9 })] })

  it('takes the first arm for certain, whatever was counted', () => {
    const choice = choosePolicy({
      ...early,
      arms: early.arms.map((a) => ({ ...a, counts: counted(400, 1) })),
    })
    expect(choice).toMatchObject({ mode: 'deterministic', chosenArmId: 'b', propensity: 1 })
    expect(choice.arms.map(({ armId, propensity }) => [armId, propensity])).toEqual([
      ['a', 0],
      ['b', 1],
      [null, 0],
    ])
    expect(choice.arms[1]?.expectedValueFen).toBeCloseTo(4700, 9)
  })

  it('takes no offer only without arms', () => {
    const choice = choosePolicy({ ...early, arms: [] })
    expect(choice).toMatchObject({ chosenArmId: null, propensity: 1 })
  })
})

describe('once learning has started', () => {
  it('logs propensities that sum to 1 and reach floor / K each', () => {
    const arms = ['a', 'b', 'c', 'd'].map((id) => arm(id, { counts: counted(400, id === 'c' ? 200 : 2) }))
    const input = policyInput({ arms, noOffer: knownBaseline })
    const choice = choosePolicy(input)
    const shares = choice.arms.map(({ propensity }) => propensity)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(Math.min(...shares)).toBeCloseTo(0.1 / 5, 12)
    expect(propensityOf(input, 'c')).toBeCloseTo(0.92, 12)
    expect(choice.propensity).toBe(choice.arms.find((a) => a.armId === choice.chosenArmId)?.propensity)
  })

  it('draws the same for the same customer, day and model, whatever the order of the arms', () => {
    const input = policyInput({ arms: [arm('a'), arm('b'), arm('c')] })
    expect(choosePolicy(input).seed).toBe(fnv1a('customer-1|20000|v1'))
    expect(choosePolicy({ ...input, arms: [...input.arms].reverse() })).toEqual(choosePolicy(input))
    for (const other of [{ assignmentKey: 'customer-2' }, { day: 20_001 }, { modelVersion: 'v2' }])
      expect(choosePolicy({ ...input, ...other }).seed).not.toBe(choosePolicy(input).seed)
  })

  it('chooses each arm as often as its propensity says', () => {
    const arms = [arm('a', { counts: counted(40, 14) }), arm('b', { counts: counted(40, 12) })]
    let chosen = 0
    let expected = 0
    for (let customer = 0; customer < 2000; customer += 1) {
      const choice = choosePolicy(
        policyInput({ arms, assignmentKey: `key-${customer}`, settings: { draws: 20 } }),
      )
      chosen += Number(choice.chosenArmId === 'a')
      expected += choice.arms[0]?.propensity ?? 0
    }
    expect(Math.abs(chosen - expected)).toBeLessThan(3 * Math.sqrt(2000 / 4))
  })

  it('leaves customers alone whom every offer costs more than it gains', () => {
    const buyAnyway = { all: { trials: 1000, successes: 300 }, segment: none }
    const input = policyInput({ arms: [arm('a', { counts: counted(1000, 300) })], noOffer: buyAnyway })
    expect(propensityOf(input, null)).toBeGreaterThan(0.8)
  })

  it('follows the segment only where personalising is proven', () => {
    const liked = { all: { trials: 1000, successes: 100 }, segment: { trials: 200, successes: 90 } }
    const usual = { all: { trials: 1000, successes: 300 }, segment: { trials: 200, successes: 2 } }
    const arms = [arm('a', { counts: liked }), arm('b', { counts: usual })]
    const input = policyInput({ arms, noOffer: knownBaseline })
    expect(choosePolicy(input).mode).toBe('single')
    expect(propensityOf(input, 'b')).toBeGreaterThan(0.9)
    expect(choosePolicy({ ...input, pairedGain: proven }).mode).toBe('personal')
    expect(propensityOf({ ...input, pairedGain: proven }, 'a')).toBeGreaterThan(0.9)
  })

  it('finds the better arm of a simulated store and still tries the others', () => {
    const rates = { a: 0.12, b: 0.2 }
    const tally = { a: { trials: 250, successes: 40 }, b: { trials: 250, successes: 40 } }
    for (let customer = 0; customer < 3000; customer += 1) {
      const arms = (['a', 'b'] as const).map((id) =>
        arm(id, { counts: { all: { ...tally[id] }, segment: none } }),
      )
      const { chosenArmId } = choosePolicy(
        policyInput({ arms, assignmentKey: `c${customer}`, settings: { draws: 20 } }),
      )
      if (chosenArmId === null) continue
      const counts = tally[chosenArmId as 'a' | 'b']
      counts.trials += 1
      counts.successes += Number((fnv1a(`luck${customer}`) % 1000) / 1000 < rates[chosenArmId as 'a' | 'b'])
    }
    expect(tally.b.trials).toBeGreaterThan(3 * tally.a.trials)
    expect(tally.a.trials).toBeGreaterThan(250 + 3000 * 0.02)
  })
})
