import { describe, expect, it } from 'vitest'
import {
  testimonialBlock,
  type Testimonial,
  type TestimonialOrder,
} from '../../../../src/domain/scripts/testimonials/testimonial.ts'

const asOf = 1_800_000_000_000
const said: Testimonial = {
  testimonialId: 't',
  orderId: 'o',
  name: '小红',
  quote: '质地清爽。',
  consentId: 'c',
  withdrawnAt: null,
}
const order: TestimonialOrder = { orderId: 'o', paidAt: asOf - 1, paidFen: 100, refundedFen: 0 }
const shown = { isShown: true, text: '「小** 上次反馈：质地清爽。」' }
const refused = (refusal: string) => ({ isShown: false, refusal })

describe('testimonialBlock (SCR-03, C24)', () => {
  it('shows a masked name with consent and a paid order', () => {
    expect(testimonialBlock(said, order, asOf)).toEqual(shown)
  })

  it.each([
    [{ consentId: null }, 'no-consent'],
    [{ consentId: '' }, 'no-consent'],
    [{ withdrawnAt: asOf }, 'no-consent'],
    [{ quote: ' ' }, 'words'],
    [{ quote: '两周就祛斑了' }, 'words'],
    [{ quote: '最·佳' }, 'words'],
    [{ orderId: 'other' }, 'no-order'],
  ])('%j: %s', (changes, refusal) => {
    expect(testimonialBlock({ ...said, ...changes }, order, asOf)).toEqual(refused(refusal))
  })

  it('holds until the consent is taken back', () => {
    expect(testimonialBlock({ ...said, withdrawnAt: asOf + 1 }, order, asOf)).toEqual(shown)
  })

  it.each([
    [null, false],
    [{ ...order, paidAt: null }, false],
    [{ ...order, paidAt: asOf }, true],
    [{ ...order, paidAt: asOf + 1 }, false],
    [{ ...order, refundedFen: 99 }, true],
    [{ ...order, refundedFen: 100 }, false],
    [{ ...order, paidFen: 0 }, false],
  ])('the order %j makes it real: %s', (known, isReal) => {
    expect(testimonialBlock(said, known, asOf)).toEqual(isReal ? shown : refused('no-order'))
  })

  it("minds the store's own words", () => {
    const own = [{ word: '清爽', kind: 'sensitive' as const, replacement: null }]
    expect(testimonialBlock(said, order, asOf, own)).toEqual(refused('words'))
  })
})
