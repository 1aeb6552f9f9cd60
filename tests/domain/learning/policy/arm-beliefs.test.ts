import { describe, expect, it } from 'vitest'
import {
  armBeliefs,
  drawnValues,
  expectedValues,
} from '../../../../src/domain/learning/policy/arm-beliefs.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'
import { arm, counted, none } from './offer-arms.ts'

const basis = { marginShare: 0.7, expectedOrderFen: 40_000 }
const nobody = { all: none, segment: none }

describe('expectedValues', () => {
  it('without counts are those of the priors', () => {
    const [value] = expectedValues(armBeliefs([arm('a')], nobody, { isPersonal: false }), basis)
    expect(value?.rate).toBeCloseTo(0.3, 12)
    expect(value?.baselineRate).toBeCloseTo(0.1, 12)
    expect(value?.valueFen).toBeCloseTo(4700, 9)
  })

  it('count what was sent and what came without offers', () => {
    const arms = [arm('a', { counts: counted(90, 17) })]
    const noOffer = { all: { trials: 190, successes: 19 }, segment: none }
    const [value] = expectedValues(armBeliefs(arms, noOffer, { isPersonal: false }), basis)
    expect(value?.rate).toBeCloseTo(0.2, 12)
    expect(value?.baselineRate).toBeCloseTo(0.1, 12)
    expect(value?.valueFen).toBeCloseTo(0.7 * 40_000 * 0.1 - 0.2 * 3000, 9)
  })

  it('let no larger 满减 redeem worse', () => {
    const face = (valueFen: number) => ({ group: 'amount', valueFen })
    const arms = [
      arm('ten', { face: face(1000), counts: counted(90, 27) }),
      arm('thirty', { face: face(3000), counts: counted(90, 7) }),
    ]
    const values = expectedValues(armBeliefs(arms, nobody, { isPersonal: false }), basis)
    expect(values.map(({ rate }) => rate)).toEqual([0.2, 0.2])
  })
})

describe('drawnValues', () => {
  it('share one draw of the baseline among arms with the same prior', () => {
    const arms = [arm('a'), arm('b'), arm('c', { baselineRate: 0.2 })]
    const [a, b, c] = drawnValues(armBeliefs(arms, nobody, { isPersonal: false }), basis, mulberry32(9))
    expect(a?.baselineRate).toBe(b?.baselineRate)
    expect(c?.baselineRate).not.toBe(a?.baselineRate)
    expect(a?.rate).not.toBe(b?.rate)
  })
})
