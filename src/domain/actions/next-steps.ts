import type { CustomerFacts } from '../customers/facts.ts'
import type { OfferDecision, RankedOffer } from '../offers/ranking.ts'
import type { AidaStep } from '../scripts/script.ts'
import { firedTriggers } from './fired-triggers.ts'
import type { StepKind, Trigger, Urgency } from './trigger.ts'

export interface NextStep {
  /** A rule of rules.md 3, SEG-04 for light care. */
  ruleId: string
  title: string
  evidence: string[]
  kind: StepKind
  urgency: Urgency
  /** The eligible offer that belongs to this step, if any. */
  offerId?: string
  scriptStep?: AidaStep
}

export const mostSteps = 3

/** SEG-04: what remains when no rule calls. */
const lightCare: Omit<NextStep, 'evidence'> = {
  ruleId: 'SEG-04',
  title: '保持轻关怀,不急着推销',
  kind: 'talk',
  urgency: 'when-free',
  scriptStep: 'attention',
}

/** The offer made for the rule, else for an offer step the recommended one. */
function offerFor({ ruleId, kind }: Trigger, decision: OfferDecision): RankedOffer | null {
  const own = decision.ranked.find(({ offer }) => offer.terms.ruleId === ruleId)
  if (own) return own
  return kind === 'offer' ? decision.recommended : null
}

/** An open complaint leaves only what serves (NBA-02); an opt-out leaves only the complaint itself. */
function isAllowed({ ruleId, kind }: Trigger, facts: CustomerFacts): boolean {
  if (facts.isOptedOut) return ruleId === 'NBA-02'
  return !facts.hasOpenComplaint || ruleId === 'NBA-02' || kind === 'service'
}

/**
 * What is worth doing now: at most three steps, most urgent first, then in the order of rules.md 3, each rule once. When
 * nothing calls, light care, with the recommended offer if there is one. Nobody is suggested anything for a customer
 * who opted out, save an open complaint.
 */
export function nextSteps(facts: CustomerFacts, decision: OfferDecision): NextStep[] {
  const seen = new Set<string>()
  const steps: NextStep[] = []
  for (const { trigger, evidence } of firedTriggers(facts)) {
    if (seen.has(trigger.ruleId) || !isAllowed(trigger, facts)) continue
    seen.add(trigger.ruleId)
    const { ruleId, title, kind, urgency, scriptStep } = trigger
    const offerId = offerFor(trigger, decision)?.offer.offerId
    steps.push({
      ruleId,
      title,
      evidence,
      kind,
      urgency,
      ...(offerId === undefined ? {} : { offerId }),
      ...(scriptStep === undefined ? {} : { scriptStep }),
    })
  }
  if (steps.length > 0) return steps.slice(0, mostSteps)
  if (facts.isOptedOut) return []
  const offerId = decision.recommended?.offer.offerId
  return [
    { ...lightCare, evidence: ['目前没有需要马上做的事'], ...(offerId === undefined ? {} : { offerId }) },
  ]
}
