import type { RuleUnit } from './unit.ts'

/** Guard, trigger, limit, target (K), default content, benchmark. */
export const ruleKinds = ['G', 'T', 'L', 'K', 'D', 'B'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** One number of a rule. A store may set anything from `min` to `max`, both inclusive. */
export interface RuleValue {
  default: number
  unit: RuleUnit
  min: number
  max: number
}

export interface Rule {
  kind: RuleKind
  /** Source article, '000' to '004', a space between several; 'ours' where the sources are silent. */
  source: string
  values: Readonly<Record<string, RuleValue>>
  /** For staff, in Chinese, with each value's name in braces; `ruleSentence` puts the numbers in. */
  sentence: string
  /** Default content that the code holds to, or a guard of ours; G, T and L are enforced without saying so. */
  isEnforced?: true
  /** Below src: the file that decides or computes it; absent while nothing does. */
  implementedIn?: string
}

/** Whether the code acts on the rule. A target (K) is computed and a benchmark (B) is at most a hint: neither ever is. */
export function isEnforced({ kind, isEnforced: isHeldTo }: Rule): boolean {
  if (kind === 'K' || kind === 'B') return false
  return kind !== 'D' || isHeldTo === true
}

/** A maker of values of one unit: (default, least, most). */
const inUnit =
  (unit: RuleUnit) =>
  (amount: number, min: number, max: number): RuleValue => ({ default: amount, unit, min, max })

export const fen = inUnit('fen')
export const percent = inUnit('percent')
export const seconds = inUnit('seconds')
export const minutes = inUnit('minutes')
export const hours = inUnit('hours')
export const days = inUnit('days')
export const weeks = inUnit('weeks')
export const months = inUnit('months')
export const clock = inUnit('clock')
export const dayOrdinal = inUnit('dayOrdinal')
export const times = inUnit('times')
export const pieces = inUnit('pieces')
export const pieceOrdinal = inUnit('pieceOrdinal')
export const people = inUnit('people')
export const messages = inUnit('messages')
export const coupons = inUnit('coupons')
export const steps = inUnit('steps')
export const pages = inUnit('pages')
export const fields = inUnit('fields')
export const multiple = inUnit('multiple')
export const choices = inUnit('choices')
export const fold = inUnit('fold')
export const ratio = inUnit('ratio')
export const onOff = inUnit('switch')
