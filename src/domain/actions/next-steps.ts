import type { CustomerFacts } from '../customers/facts.ts'
import { isPriceReward } from '../offers/describe.ts'
import type { OfferDecision, RankedOffer } from '../offers/ranking.ts'
import { ruleValue } from '../rules/value.ts'
import type { AidaStep } from '../scripts/script.ts'
import { firedTriggers, type FiredTrigger } from './fired-triggers.ts'
import { rankReason, scoreOf } from './rank.ts'
import type { OfferWish, StepKind, Trigger, Urgency } from './trigger.ts'
import { groupText } from './triggers/segments.ts'

export interface NextStep {
  /** A rule of the catalogue, SEG-04 for light care. */
  ruleId: string
  detailRuleId?: string
  title: string
  evidence: string[]
  kind: StepKind
  urgency: Urgency
  /** 1 to 5, see `Trigger`. */
  value: number
  /** Value × weight of the urgency, 1 to 40. */
  score: number
  /** Why it stands at its place, with the numbers. */
  rankReason: string
  /** The eligible offer that belongs to this step, if any. */
  offerId?: string
  scriptStep?: AidaStep
}

/** SEG-04: what remains when no rule calls; SEG-05 names the group. */
export const lightCare: Trigger = {
  ruleId: 'SEG-04',
  detailRuleId: 'SEG-05',
  title: '保持轻关怀，不急着推销',
  kind: 'talk',
  urgency: 'when-free',
  value: 1,
  because: '没有急事，别打扰',
  offers: 'best',
  scriptStep: 'attention',
  fires: (facts) => ['目前没有需要马上做的事', groupText(facts)],
}

function suits({ offer, isPrice }: RankedOffer, wish: OfferWish): boolean {
  if (wish === 'best') return true
  if (wish === 'none' || wish === 'own') return false
  if (wish === 'keepsPrice') return !isPrice
  const kinds = offer.terms.rewards.map(({ kind }) => kind)
  return (
    kinds.some((kind) => wish.includes(kind)) &&
    kinds.every((kind) => wish.includes(kind) || !isPriceReward(kind))
  )
}

/** The offer made for the rule, else the best of those that the rule wishes for. */
function offerFor({ ruleId, offers: wish }: Trigger, { ranked }: OfferDecision): RankedOffer | undefined {
  if (wish === 'none') return undefined
  return (
    ranked.find(({ offer }) => offer.terms.ruleId === ruleId) ?? ranked.find((offer) => suits(offer, wish))
  )
}

/** An open complaint leaves only what serves (NBA-02); an opt-out leaves only the complaint itself. */
function isAllowed({ ruleId, kind }: Trigger, facts: CustomerFacts): boolean {
  if (facts.isOptedOut) return ruleId === 'NBA-02'
  return !facts.hasOpenComplaint || ruleId === 'NBA-02' || kind === 'service'
}

function stepOf({ trigger, evidence }: FiredTrigger, index: number, decision: OfferDecision): NextStep {
  const { ruleId, detailRuleId, title, talkTitle, kind, urgency, value, advice, scriptStep } = trigger
  const offerId = offerFor(trigger, decision)?.offer.offerId
  const advised = offerId === undefined ? advice?.without : advice?.withOffer
  return {
    ruleId,
    ...(detailRuleId === undefined ? {} : { detailRuleId }),
    title: offerId === undefined ? (talkTitle ?? title) : title,
    evidence: advised === undefined ? evidence : [...evidence, advised],
    kind,
    urgency,
    value,
    score: scoreOf(trigger),
    rankReason: rankReason(trigger, index + 1),
    ...(offerId === undefined ? {} : { offerId }),
    ...(scriptStep === undefined ? {} : { scriptStep }),
  }
}

/**
 * What is worth doing now: at most three steps (STEPS) by value × urgency, then in the order of the catalogue, each rule once
 * and none that an advisor put aside; the rules of `ownCardRuleIds` are shown on a card of their own and take no place of
 * these. When nothing calls, light care, with the recommended offer if there is one. Nobody is suggested anything for a
 * customer who opted out, save an open complaint; while that is open nothing sells.
 */
export function nextSteps(
  facts: CustomerFacts,
  decision: OfferDecision,
  ownCardRuleIds: readonly string[] = [],
): NextStep[] {
  const seen = new Set<string>()
  let places = ruleValue(facts, 'STEPS', 'steps')
  const due = firedTriggers(facts).filter(({ trigger }) => {
    if (seen.has(trigger.ruleId) || !isAllowed(trigger, facts)) return false
    seen.add(trigger.ruleId)
    if (ownCardRuleIds.includes(trigger.ruleId)) return true
    places -= 1
    return places >= 0
  })
  const isCareWanted = !facts.isOptedOut && !facts.suppressedRuleIds.includes(lightCare.ruleId)
  const care = isCareWanted ? [{ trigger: lightCare, evidence: lightCare.fires(facts) ?? [] }] : []
  return (due.length > 0 ? due : care).map((fired, index) => stepOf(fired, index, decision))
}
