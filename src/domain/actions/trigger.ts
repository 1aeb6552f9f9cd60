import type { CustomerFacts } from '../customers/facts.ts'
import type { RewardKind } from '../offers/offer.ts'
import type { AidaStep } from '../scripts/script.ts'

/** How soon the step is due. */
export const urgencies = ['now', 'today', 'this-week', 'when-free'] as const
export type Urgency = (typeof urgencies)[number]
/** Each step of urgency doubles the weight (ours): whoever waits comes before a larger chance that does not. */
export const urgencyWeights: Record<Urgency, number> = { now: 8, today: 4, 'this-week': 2, 'when-free': 1 }
export const urgencyNames: Record<Urgency, string> = {
  now: '现在',
  today: '今天',
  'this-week': '本周',
  'when-free': '有空时',
}

/** What the advisor does: talk in person, serve without selling, say something, or send an offer. */
export type StepKind = 'human' | 'service' | 'talk' | 'offer'

/**
 * Which offer may go with the step; one made for the rule comes first unless 'none'. 'own': only that one. 'best': else the
 * recommended one. 'keepsPrice': else the best that does not lower the price. A list: else the best with one of these
 * rewards and no other that lowers the price.
 */
export type OfferWish = 'none' | 'own' | 'best' | 'keepsPrice' | readonly RewardKind[]

/** One next-best-action rule as data. */
export interface Trigger {
  ruleId: string
  /** The rule that says what to do, where another one says when: SEG-01..06 under NBA-21. */
  detailRuleId?: string
  title: string
  /** Said instead while no offer may go with it. */
  talkTitle?: string
  kind: StepKind
  urgency: Urgency
  /** What is at stake, 1 (a courtesy) to 5 (an order or a customer); ours */
  value: 1 | 2 | 3 | 4 | 5
  /** Why that much, for the advisor. */
  because: string
  offers: OfferWish
  /** The last line of the evidence: what to do with an offer that may go with it, and while there is none. */
  advice?: { withOffer: string; without: string }
  /** The AIDA step whose scripts open this talk. */
  scriptStep?: AidaStep
  /** The evidence, one sentence each, when the rule calls for this customer now; null when it does not. */
  fires: (facts: CustomerFacts) => string[] | null
}
