import { minuteMs } from '../calendar.ts'
import { ruleDefault, ruleValue, type RuleOverrides } from '../rules/value.ts'
import type { AidaStep } from '../scripts/script.ts'
import type { ContentType } from './content-type.ts'

/** One message handed to WeCom. */
export interface SentBubble {
  sentAt: number
  actorUserId: string
  contentType: ContentType
  /** The step when it was sent from the AIDA strip. */
  aidaStep: AidaStep | null
  /** Sent while the customer was asking: never limited, uses no quota. */
  isReply: boolean
}

export interface Touch {
  startedAt: number
  actorUserId: string
  bubbles: SentBubble[]
}

/** Bubbles up to this long after the first belong to its touch (inclusive). */
export const touchWindowMs = ruleDefault('TOUCH', 'minutes') * minuteMs

/** Whether the touch is an AIDA chain: each bubble a step, no step twice. */
export function isAidaChain({ bubbles }: Touch): boolean {
  const steps = bubbles.flatMap(({ aidaStep }) => (aidaStep === null ? [] : [aidaStep]))
  return steps.length === bubbles.length && new Set(steps).size === steps.length
}

/** CAD-06: how many bubbles the touch may have: four for an AIDA chain, else three. */
export function bubbleCapOf(touch: Touch, rules: RuleOverrides = {}): number {
  return isAidaChain(touch)
    ? ruleValue({ rules }, 'CAD-06', 'chain')
    : ruleValue({ rules }, 'CAD-06', 'messages')
}

/** Whether the touch uses marketing quota: not when all of it is service (C23) or replies (C5). */
export function usesQuota({ bubbles }: Touch): boolean {
  return bubbles.some(({ contentType, isReply }) => contentType !== 'service' && !isReply)
}

/** Joins one customer's bubbles into touches: same actor, within 10 minutes of the first. Oldest first; input order does not matter. */
export function groupTouches(bubbles: readonly SentBubble[]): Touch[] {
  const sorted = [...bubbles].sort(
    (a, b) =>
      a.sentAt - b.sentAt || (a.actorUserId < b.actorUserId ? -1 : Number(a.actorUserId > b.actorUserId)),
  )
  const touches: Touch[] = []
  const open = new Map<string, Touch>()
  for (const bubble of sorted) {
    const current = open.get(bubble.actorUserId)
    if (current && bubble.sentAt - current.startedAt <= touchWindowMs) {
      current.bubbles.push(bubble)
      continue
    }
    const started = { startedAt: bubble.sentAt, actorUserId: bubble.actorUserId, bubbles: [bubble] }
    touches.push(started)
    open.set(bubble.actorUserId, started)
  }
  return touches
}
