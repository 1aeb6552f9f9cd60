import type { OfferArm } from '../../../../src/domain/learning/policy/arm-beliefs.ts'
import type { PolicyInput } from '../../../../src/domain/learning/policy/choose-policy.ts'

export const none = { trials: 0, successes: 0 }

/** An arm without counts; the same priors as the worked example of the domain's README. */
export function arm(armId: string, given: Partial<OfferArm> = {}): OfferArm {
  const counts = { all: none, segment: none }
  return { armId, costFen: 3000, priorRate: 0.3, baselineRate: 0.1, face: null, counts, ...given }
}

export function counted(trials: number, successes: number): OfferArm['counts'] {
  return { all: { trials, successes }, segment: none }
}

export function policyInput(given: Partial<PolicyInput> = {}): PolicyInput {
  return {
    assignmentKey: 'customer-1',
    day: 20_000,
    modelVersion: 'v1',
    arms: [arm('a'), arm('b')],
    noOffer: { all: none, segment: none },
    marginShare: 0.7,
    expectedOrderFen: 40_000,
    sentCoupons: 500,
    pairedGain: null,
    ...given,
  }
}
