import type { Override } from '../../contract/coupons.ts'
import type { ContentType } from '../../domain/cadence/content-type.ts'

/** One message handed to WeCom, or copied and marked as sent. */
export interface Bubble {
  customerId: string
  userId: string
  contentType: ContentType
  text: string
  scriptId?: string | undefined
  couponId?: string | undefined
  ruleId?: string | undefined
  override?: Override | undefined
  via: 'sent' | 'copied'
  isEdited?: boolean | undefined
  /** Whether it answers a customer who wrote first; when left out, "她在问" decides. */
  isReply?: boolean | undefined
  asOf: number
}

/** The part of a stored touch that a further bubble may change. */
export interface OpenTouch {
  startedAt: number
  contentType: ContentType
  isReply: boolean
  couponId: string | null
  ruleId: string | null
  overrideKind: string | null
  overrideNote: string | null
}

type Kind = Pick<OpenTouch, 'contentType' | 'isReply'>

function usesQuota({ contentType, isReply }: Kind): boolean {
  return contentType !== 'service' && !isReply
}

/** One bubble that uses quota makes the whole touch use it; a coupon makes it an offer. */
function kindAfter(touch: OpenTouch, bubble: Kind & { couponId: string | null }): Kind {
  if (!usesQuota(bubble)) return { contentType: touch.contentType, isReply: touch.isReply }
  if (bubble.couponId !== null) return { contentType: 'offer', isReply: false }
  if (usesQuota(touch)) return { contentType: touch.contentType, isReply: false }
  return { contentType: bubble.contentType, isReply: false }
}

/** The touch after a bubble has joined it. The first coupon, rule and reason stay. */
export function joined(touch: OpenTouch, bubble: Omit<OpenTouch, 'startedAt'>): OpenTouch {
  const hasReason = touch.overrideKind !== null
  return {
    startedAt: touch.startedAt,
    ...kindAfter(touch, bubble),
    couponId: touch.couponId ?? bubble.couponId,
    ruleId: touch.ruleId ?? bubble.ruleId,
    overrideKind: hasReason ? touch.overrideKind : bubble.overrideKind,
    overrideNote: hasReason ? touch.overrideNote : bubble.overrideNote,
  }
}
