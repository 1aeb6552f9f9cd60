import type { Fen } from '../../money.ts'
import { checkText } from '../check-text.ts'
import type { FlaggedWord } from '../words/flagged-words.ts'
import { maskName } from './mask-name.ts'

/** What a customer said and allowed to be shown. */
export interface Testimonial {
  testimonialId: string
  orderId: string
  /** The customer's name; never shown as it is. */
  name: string
  quote: string
  /** Which consent allows it; null = none was given. */
  consentId: string | null
  /** From when the consent was taken back, epoch ms; null = it stands. */
  withdrawnAt: number | null
}

/** The order that a testimonial names. */
export interface TestimonialOrder {
  orderId: string
  paidAt: number | null
  paidFen: Fen
  refundedFen: Fen
}

/** Why a testimonial may not be shown: no consent, no real order, or words in need of a review. */
export type TestimonialRefusal = 'no-consent' | 'no-order' | 'words'
export const testimonialRefusalNames: Record<TestimonialRefusal, string> = {
  'no-consent': '见证没有顾客授权',
  'no-order': '见证没有对应的已付款订单',
  words: '见证里的用词待审',
}

export type TestimonialBlock =
  { isShown: true; text: string } | { isShown: false; refusal: TestimonialRefusal }

/**
 * A testimonial as a script says it: 「小** 上次反馈：…」. It is shown only with a consent that stands at `asOf`, a paid order
 * of its own that was not given back in full, and words that may go out. Source: SCR-03, C24.
 */
export function testimonialBlock(
  testimonial: Testimonial,
  order: TestimonialOrder | null,
  asOf: number,
  extraWords: readonly FlaggedWord[] = [],
): TestimonialBlock {
  const { consentId, withdrawnAt, orderId, quote, name } = testimonial
  const hasConsent = consentId !== null && consentId !== '' && (withdrawnAt === null || withdrawnAt > asOf)
  if (!hasConsent) return { isShown: false, refusal: 'no-consent' }
  const isReal =
    order !== null &&
    order.orderId === orderId &&
    order.paidAt !== null &&
    order.paidAt <= asOf &&
    order.refundedFen < order.paidFen
  if (!isReal) return { isShown: false, refusal: 'no-order' }
  const said = quote.trim()
  if (said === '' || checkText(said, extraWords).length > 0) return { isShown: false, refusal: 'words' }
  return { isShown: true, text: `「${maskName(name)} 上次反馈：${said}」` }
}
