import type { CadenceMeter } from '../../contract/cadence.ts'
import type { Coupon } from '../../contract/coupons.ts'
import type { NextStepView } from '../../contract/panel.ts'
import { type NextStep, nextSteps } from '../../domain/actions/next-steps.ts'
import { isSuppressible } from '../../domain/actions/suppression.ts'
import { urgencyNames, urgencyWeights } from '../../domain/actions/trigger.ts'
import { liveCouponStates } from '../../domain/coupons/coupon.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { offerHeadline } from '../../domain/offers/describe.ts'
import type { Decided } from '../offers/service.ts'
import { nextSlotText } from './recommendation.ts'

const kindAdvice: Record<NextStep['kind'], string> = {
  human: '亲自回复',
  service: '只提醒，不推销',
  talk: '只聊，不带券',
  offer: '不发券，先聊',
}

function view(
  step: NextStep,
  decided: Decided,
  liveHeadline: string | null,
  hasOwnCard: boolean,
): NextStepView {
  const { ruleId, title, evidence, kind, urgency, value, score, rankReason } = step
  const offer = decided.decision.ranked.find((ranked) => ranked.offer.offerId === step.offerId)
  const withoutOffer =
    kind === 'offer' && liveHeadline !== null ? `「${liveHeadline}」还没结束，先聊` : kindAdvice[kind]
  return {
    ruleId,
    title,
    advice: offer ? offerHeadline(offer.offer.terms, offer.resolvedRewards) : withoutOffer,
    evidence,
    scriptStep: step.scriptStep ?? null,
    detailRuleId: step.detailRuleId ?? null,
    offerId: step.offerId ?? null,
    urgencyName: urgencyNames[urgency],
    urgencyWeight: urgencyWeights[urgency],
    value,
    score,
    rankReason,
    canDismiss: isSuppressible(ruleId),
    hasOwnCard,
  }
}

/** The meter is full: what is left to do is to wait. */
function quietStep(cadence: CadenceMeter, facts: CustomerFacts): NextStepView {
  const [first] = cadence.warnings
  return {
    ruleId: first?.ruleId ?? 'CAD-02',
    title: '现在不用打扰',
    advice: nextSlotText(cadence, facts),
    evidence: cadence.warnings.map(({ text }) => text),
    scriptStep: null,
    detailRuleId: null,
    offerId: null,
    urgencyName: '不急',
    urgencyWeight: 0,
    value: 0,
    score: 0,
    rankReason: '触达已满，回复她的来信不受限',
    canDismiss: false,
    hasOwnCard: false,
  }
}

/** What else the screen shows for this customer. */
export interface StepSurroundings {
  coupons: readonly Coupon[]
  cadence: CadenceMeter | null
  /** A quiz is published, so that its card stands for NBA-18. */
  hasQuiz: boolean
}

/**
 * What is worth doing now, at most three beside the quiz, in the advisor's words. While the meter is full only what serves or
 * answers in person stays; she who is asking is never limited.
 */
export function nextStepsBlock(
  facts: CustomerFacts,
  decided: Decided,
  { coupons, cadence, hasQuiz }: StepSurroundings,
): NextStepView[] {
  const live = coupons.find(({ state }) => liveCouponStates.includes(state))
  const ownCards = hasQuiz ? ['NBA-18'] : []
  const steps = nextSteps(facts, decided.decision, ownCards)
  const shown = steps.map((step) =>
    view(step, decided, live?.headline ?? null, ownCards.includes(step.ruleId)),
  )
  if (cadence === null || !cadence.isFull || cadence.isAsking || steps.length === 0) return shown
  const allowed = shown.filter((_view, index) => ['human', 'service'].includes(steps[index]?.kind ?? ''))
  return allowed.length > 0 ? allowed : [quietStep(cadence, facts)]
}
