import { cadenceStages, lifecycleStages, valueTiers } from '../../customers/stages.ts'
import { rfmSegments } from '../../rfm/segment.ts'
import { deviceClasses } from '../facts/device.ts'

/** How the value of a fact reads in evidence; numbers without a unit are shown as they are. */
export type FactUnit = 'fen' | 'ms'

export interface FactKind {
  type: 'number' | 'text' | 'flag' | 'list'
  unit?: FactUnit
  /** The only values a text can have. */
  values?: readonly string[]
  /** TAG-07: what the customer's device tells never reaches an offer. */
  isDevice?: true
}

const number: FactKind = { type: 'number' }
const fen: FactKind = { type: 'number', unit: 'fen' }
const ms: FactKind = { type: 'number', unit: 'ms' }
const text: FactKind = { type: 'text' }
const flag: FactKind = { type: 'flag' }

/** What a rule may ask of a customer. Days are local days, views and dwell look back 30 × 24 h, phone dwell 14 × 24 h. */
export const customerFacts = {
  averageOrderFen: fen,
  ltvFen: fen,
  orderCount: number,
  purchaseDays: number,
  daysSinceOrder: number,
  daysSinceActivity: number,
  daysSinceAdded: number,
  daysSinceCart: number,
  daysSinceCheckout: number,
  cartPieces: number,
  points: number,
  highestViewedPriceFen: fen,
  longestDwellMs: ms,
  phoneDwellMs: { ...ms, isDevice: true },
  shares30d: number,
  interactions30d: number,
  rfmSegment: { ...text, values: rfmSegments },
  lifecycle: { ...text, values: lifecycleStages },
  cadence: { ...text, values: cadenceStages },
  valueTier: { ...text, values: valueTiers },
  device: { ...text, values: deviceClasses, isDevice: true },
  phoneDwellProduct: { ...text, isDevice: true },
  cartNames: text,
  isVip: flag,
  hasUnpaidOrder: flag,
  hasOpenComplaint: flag,
  hasAnsweredQuiz: flag,
  /** Names of what an advisor, the customer or WeCom told. */
  tags: { type: 'list' },
} as const satisfies Record<string, FactKind>

/** What a rule may ask of one category: the one it is tried for (`each`), or the one the comparison names. */
export const categoryFacts = {
  'category.views30d': number,
  'category.daysSinceView': number,
  'category.daysSinceBought': number,
  'category.highestPriceFen': fen,
  'category.longestDwellMs': ms,
} as const satisfies Record<string, FactKind>

export type CustomerFactName = keyof typeof customerFacts
export type CategoryFactName = keyof typeof categoryFacts
export type FactName = CustomerFactName | CategoryFactName

export function isCategoryFact(name: string): name is CategoryFactName {
  return Object.hasOwn(categoryFacts, name)
}

/** The kind of a fact; null when rules know no such fact. */
export function kindOf(name: string): FactKind | null {
  if (isCategoryFact(name)) return categoryFacts[name]
  return Object.hasOwn(customerFacts, name) ? customerFacts[name as CustomerFactName] : null
}
