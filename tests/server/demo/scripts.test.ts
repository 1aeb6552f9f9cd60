import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateScript } from '../../../src/domain/scripts/validate-script.ts'
import { testimonialRows } from '../../../src/server/demo/relation/testimonial-rows.ts'
import { demoScripts } from '../../../src/server/demo/store/scripts.ts'
import { findTestimonial } from '../../../src/server/scripts/testimonials.ts'
import { engines } from '../../support/databases.ts'
import { openSeeded, type Seeded, seededAt } from './seeded.ts'

describe('the scripts of the starter and of the demo', () => {
  it.each(demoScripts.map((script) => [script.scriptId, script] as const))(
    '%s may be saved',
    (_id, script) => {
      expect(validateScript(script)).toEqual([])
    },
  )

  it('try a second wording against one that is there, in the same place', () => {
    const variants = demoScripts.filter(({ variantOf }) => variantOf !== null)
    expect(variants.length).toBeGreaterThan(0)
    for (const { variantOf, step, scene, stages, objection, contentType } of variants) {
      const first = demoScripts.find(({ scriptId }) => scriptId === variantOf)
      expect(first).toMatchObject({ step, scene, stages, objection, contentType, variantOf: null })
    }
  })
})

describe('testimonialRows', () => {
  const order = { customerId: 'c', itemsJson: '[{"category":"精华"}]', paidFen: 100, refundedFen: 0 }
  it('takes the earliest paid order of the category that was kept', () => {
    const orders = [
      { ...order, orderId: 'unpaid', paidAt: null },
      { ...order, orderId: 'back', paidAt: 1, refundedFen: 100 },
      { ...order, orderId: 'later', paidAt: 3 },
      { ...order, orderId: 'first', paidAt: 2 },
    ]
    expect(testimonialRows(orders, new Map([['c', '小红']]), 9)).toMatchObject([
      { orderId: 'first', name: '小红', category: '精华' },
    ])
  })
})

describe.each(engines)('testimonials of the demo on $name', ({ open }) => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await openSeeded(open)
  })
  afterAll(() => seeded.destroy())

  it('are told masked where the customer allowed it, and not at all where not', async () => {
    const found = await findTestimonial(seeded.db, '精华', seededAt, [])
    expect(found.text).toMatch(/^「\S{0,4}\*\* 上次反馈：早晚各用两滴/u)
    expect(await findTestimonial(seeded.db, '洁面', seededAt, [])).toEqual({
      text: null,
      refusal: '见证没有顾客授权',
    })
  })
})
