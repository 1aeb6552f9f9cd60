import {
  testimonialBlock,
  testimonialRefusalNames,
  type TestimonialOrder,
} from '../../domain/scripts/testimonials/testimonial.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { Database } from '../db/connect.ts'
import { prepared } from '../db/prepared.ts'

const mostTried = 50

function newest(db: Database) {
  return db
    .selectFrom('testimonial')
    .leftJoin('purchaseOrder', 'purchaseOrder.orderId', 'testimonial.orderId')
    .selectAll('testimonial')
    .select(['purchaseOrder.paidAt', 'purchaseOrder.paidFen', 'purchaseOrder.refundedFen'])
    .orderBy('testimonial.createdAt', 'desc')
    .orderBy('testimonial.testimonialId')
    .limit(mostTried)
}

const newestOfStore = prepared((db) => newest(db).where('testimonial.category', 'is', null))

const newestOf = prepared((db, { category }: { category: string }) =>
  newest(db).where((eb) =>
    eb.or([eb('testimonial.category', '=', category), eb('testimonial.category', 'is', null)]),
  ),
)

export type FoundTestimonial = { text: string; refusal: null } | { text: null; refusal: string }

/**
 * The testimonial that a talk may tell: the newest of the talk's category that may be shown, else the newest of the store
 * that may; without one, why the newest may not. Those of other categories are not told.
 */
export async function findTestimonial(
  db: Database,
  category: string | null,
  asOf: number,
  words: readonly FlaggedWord[],
): Promise<FoundTestimonial> {
  const rows = await (category === null ? newestOfStore(db, {}) : newestOf(db, { category }))
  const ordered = [
    ...rows.filter((row) => row.category !== null),
    ...rows.filter((row) => row.category === null),
  ]
  let refusal: string | null = null
  for (const { paidAt, paidFen, refundedFen, ...testimonial } of ordered) {
    const order: TestimonialOrder | null =
      paidFen === null || refundedFen === null
        ? null
        : { orderId: testimonial.orderId, paidAt, paidFen, refundedFen }
    const block = testimonialBlock(testimonial, order, asOf, words)
    if (block.isShown) return { text: block.text, refusal: null }
    refusal ??= testimonialRefusalNames[block.refusal]
  }
  return { text: null, refusal: refusal ?? '还没有可用的见证' }
}
