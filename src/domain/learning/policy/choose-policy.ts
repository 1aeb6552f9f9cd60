import { fnv1a } from '../../behaviour/hold-out.ts'
import { mulberry32 } from '../random/generator.ts'
import type { ArmCounts } from '../rates/pooled-rate.ts'
import { armBeliefs, drawnValues, expectedValues, type OfferArm } from './arm-beliefs.ts'
import { armNumbers, type ArmNumbers } from './arm-numbers.ts'
import type { ValueBasis } from './incremental-value.ts'
import { learningMode, type LearningMode, type PairedGain } from './learning-mode.ts'
import { pickPlace, winningShares, withFloor } from './propensities.ts'

export interface LearningSettings {
  learnFromCoupons: number
  kappa: number
  /** Share of decisions spread evenly over all arms, "no offer" included. */
  explorationShare: number
  draws: number
}

export const defaultLearning: LearningSettings = {
  learnFromCoupons: 500,
  kappa: 10,
  explorationShare: 0.1,
  draws: 200,
}

export interface PolicyInput extends ValueBasis {
  assignmentKey: string
  /** Local day. */
  day: number
  modelVersion: string
  /** The eligible offers in the order of `chooseOffer`; once learning has started their order plays no part. */
  arms: readonly OfferArm[]
  /** Hold-out and other no-offer customers; a success is a purchase within the time a coupon would have lived. */
  noOffer: ArmCounts
  /** Of the whole store, ever. */
  sentCoupons: number
  /** Null = not measured yet. */
  pairedGain: PairedGain | null
  settings?: Partial<LearningSettings>
}

export interface PolicyChoice {
  mode: LearningMode
  chosenArmId: string | null
  propensity: number
  /** Ordered by arm id, "no offer" last. */
  arms: ArmNumbers[]
  seed: number
}

/**
 * The day's choice for one customer: an eligible offer or none. Before the start of learning it is the first arm, with
 * propensity 1. Then one place is drawn from the propensities: the shares in which each arm has the highest drawn
 * incremental profit, with the exploration share spread evenly. "No offer" wins only what is worth more to leave.
 * The same customer, day and model version always draw the same.
 */
export function choosePolicy(input: PolicyInput): PolicyChoice {
  const settings = { ...defaultLearning, ...input.settings }
  const mode = learningMode(input.sentCoupons, settings.learnFromCoupons, input.pairedGain)
  const seed = fnv1a(`${input.assignmentKey}|${input.day}|${input.modelVersion}`)
  const arms = [...input.arms].sort((x, y) => (x.armId < y.armId ? -1 : 1))
  const isDeterministic = mode === 'deterministic'
  const beliefs = isDeterministic
    ? armBeliefs(arms.map(withoutCounts), nothingKnown, { isPersonal: false, kappa: settings.kappa })
    : armBeliefs(arms, input.noOffer, { isPersonal: mode === 'personal', kappa: settings.kappa })
  const draw = mulberry32(seed)
  const first = arms.findIndex(({ armId }) => armId === input.arms[0]?.armId)
  const propensities = isDeterministic
    ? certain(first < 0 ? arms.length : first, arms.length + 1)
    : withFloor(
        winningShares(arms.length, settings.draws, () => drawnValues(beliefs, input, draw)),
        settings.explorationShare,
      )
  const place = pickPlace(propensities, draw)
  return {
    mode,
    chosenArmId: arms[place]?.armId ?? null,
    propensity: propensities[place] ?? 0,
    arms: armNumbers(beliefs, expectedValues(beliefs, input), propensities),
    seed,
  }
}

const nothingKnown: ArmCounts = {
  all: { trials: 0, successes: 0 },
  segment: { trials: 0, successes: 0 },
}

const withoutCounts = (arm: OfferArm): OfferArm => ({ ...arm, face: null, counts: nothingKnown })

const certain = (place: number, length: number) => Array.from({ length }, (_, at) => (at === place ? 1 : 0))
