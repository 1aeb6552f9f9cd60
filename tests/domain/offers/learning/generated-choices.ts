import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'
import type { LearningRow } from '../../../../src/domain/offers/learning/learning-row.ts'

export interface ChoiceWorld {
  /** Chance of an order under each arm, by segment. */
  chances: Record<string, Record<string, number>>
  orderFen: number
}

export interface DrawnChoice {
  customerId: string
  segment: string
  armId: string | null
  arms: { armId: string | null; propensity: number }[]
  isBought: boolean
}

export const regulars = 'important-value/retained'
export const newcomers = 'general-developing/purchased'

/** Offer a pays with regulars, b with newcomers. */
export const personalStore: ChoiceWorld = {
  chances: {
    [regulars]: { a: 0.6, b: 0.1, none: 0.1 },
    [newcomers]: { a: 0.1, b: 0.6, none: 0.1 },
  },
  orderFen: 40_000,
}

/** Offer a is the best for everybody, though regulars buy more. */
export const commonStore: ChoiceWorld = {
  chances: {
    [regulars]: { a: 0.6, b: 0.4, none: 0.4 },
    [newcomers]: { a: 0.3, b: 0.1, none: 0.1 },
  },
  orderFen: 40_000,
}

const propensities = { a: 0.5, b: 0.3, none: 0.2 }
export const sampleArms = [
  { armId: 'a', propensity: propensities.a },
  { armId: 'b', propensity: propensities.b },
  { armId: null, propensity: propensities.none },
]

/** Choices drawn in a store whose truth is known; every customer once. */
export function generateChoices({ chances }: ChoiceWorld, count: number, seed: number): DrawnChoice[] {
  const draw = mulberry32(seed)
  return Array.from({ length: count }, (_, place) => {
    const segment = draw() < 0.5 ? regulars : newcomers
    const drawn = draw()
    const armId = drawn < 0.5 ? 'a' : drawn < 0.8 ? 'b' : null
    const isBought = draw() < (chances[segment]?.[armId ?? 'none'] ?? 0)
    return { customerId: `c${place}`, segment, armId, arms: sampleArms, isBought }
  })
}

export function rowsOf(world: ChoiceWorld, count: number, seed: number): LearningRow[] {
  return generateChoices(world, count, seed).map(({ isBought, ...choice }) => ({
    ...choice,
    profitFen: isBought ? 0.7 * world.orderFen : 0,
  }))
}
