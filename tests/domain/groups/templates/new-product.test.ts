import { describe, expect, it } from 'vitest'
import { templateBudgetFen } from '../../../../src/domain/groups/templates/group-template.ts'
import { newProductTemplate } from '../../../../src/domain/groups/templates/new-product.ts'
import { judgeOffer } from '../../../../src/domain/offers/eligibility.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleContext, sampleCost } from '../../offers/sample-offer.ts'

const product = { sku: 'N1', name: '新款面霜' }

describe('newProductTemplate (OFF-16)', () => {
  it('has as many places as pieces set aside, and none without one', () => {
    expect(newProductTemplate(product, 0)).toBeNull()
    expect(newProductTemplate(product, 1)?.places).toBe(1)
    const template = newProductTemplate(product, 30)
    expect(template).toMatchObject({ ruleId: 'OFF-16', places: 30, terms: { name: '新品群内预订减50元' } })
    expect(template && templateBudgetFen(template, sampleCost)).toBe(150_000)
  })

  it.each([
    [49_990, false],
    [50_000, true],
    [50_010, true],
  ])('passes the cap of OFF-01 from an LTV of 500 元 (%i fen: %s)', (capBaseFen, eligible) => {
    const terms = newProductTemplate(product, 30)?.terms
    if (terms === undefined) throw new Error('no template')
    const offer = { offerId: 'n', offerVersionId: 'n-v1', version: 1, terms }
    const verdict = judgeOffer(offer, sampleFacts({ capBaseFen }), sampleContext())
    expect(verdict).toMatchObject({ eligible, costFen: 5_000 })
  })

  it('is refused when the shop says that the product is sold out', () => {
    const terms = newProductTemplate(product, 30)?.terms
    if (terms === undefined) throw new Error('no template')
    const soldOut = { N1: { ...product, priceFen: 30_000, costFen: 1_000, stock: 0 } }
    const offer = { offerId: 'n', offerVersionId: 'n-v1', version: 1, terms }
    const facts = sampleFacts({ capBaseFen: 90_000 })
    expect(judgeOffer(offer, facts, sampleContext({ products: soldOut }))).toMatchObject({
      refusals: expect.arrayContaining([expect.objectContaining({ code: 'outOfStock' })]),
    })
  })
})
