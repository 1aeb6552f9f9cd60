import { describe, expect, it } from 'vitest'
import { armBeliefs, expectedValues } from '../../../../src/domain/learning/policy/arm-beliefs.ts'
import { armNumbers } from '../../../../src/domain/learning/policy/arm-numbers.ts'
import { arm, none } from './offer-arms.ts'

const basis = { marginShare: 0.7, expectedOrderFen: 40_000 }

function numbersOf(arms: ReturnType<typeof arm>[], propensities: number[]) {
  const beliefs = armBeliefs(arms, { all: none, segment: none }, { isPersonal: false })
  return armNumbers(beliefs, expectedValues(beliefs, basis), propensities)
}

describe('armNumbers', () => {
  it('says of each arm and of no offer how likely it was and what it is worth', () => {
    const [first, second] = numbersOf([arm('a')], [0.8, 0.2])
    expect(first).toMatchObject({ armId: 'a', propensity: 0.8 })
    expect(first?.expectedValueFen).toBeCloseTo(4700, 9)
    expect(second).toMatchObject({ armId: null, propensity: 0.2, expectedValueFen: 0 })
    expect(second?.rate).toBeCloseTo(0.1, 12)
  })

  it('without arms is certain of no offer', () => {
    expect(numbersOf([], [1])).toEqual([
      { armId: null, propensity: 1, rate: 0, baselineRate: 0, expectedValueFen: 0 },
    ])
  })
})
