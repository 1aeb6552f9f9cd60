import type { CustomerFacts } from '../customers/facts.ts'
import type { AidaStep } from '../scripts/script.ts'

/** How soon the step is due; earlier ones are done first. */
export const urgencies = ['now', 'today', 'this-week', 'when-free'] as const
export type Urgency = (typeof urgencies)[number]

/** What the advisor does: talk in person, serve without selling, say something, or send an offer. */
export type StepKind = 'human' | 'service' | 'talk' | 'offer'

/** One next-best-action rule (rules.md 3) as data. */
export interface Trigger {
  ruleId: string
  title: string
  kind: StepKind
  urgency: Urgency
  /** The AIDA step whose scripts open this talk. */
  scriptStep?: AidaStep
  /** The evidence, one sentence each, when the rule calls for this customer now; null when it does not. */
  fires: (facts: CustomerFacts) => string[] | null
}
