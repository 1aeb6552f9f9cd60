import { describe, expect, it } from 'vitest'
import { groupTerms, templateBudgetFen } from '../../../../src/domain/groups/templates/group-template.ts'
import { memberDiscountTemplates } from '../../../../src/domain/groups/templates/member-discount.ts'
import { newProductTemplate } from '../../../../src/domain/groups/templates/new-product.ts'
import { welfareSaleTemplates } from '../../../../src/domain/groups/templates/welfare-sale.ts'
import { checkText } from '../../../../src/domain/scripts/check-text.ts'
import { sampleCost } from '../../offers/sample-offer.ts'

const terms = groupTerms({
  name: '样例',
  rewards: [
    { kind: 'gift', item: '小样', costFen: 800 },
    { kind: 'amount', amountFen: 200 },
  ],
  customerReason: '您在群里',
  usageRules: [],
})

describe('templateBudgetFen (OFF-18)', () => {
  it.each([
    [50, 50_000],
    [1, 1_000],
    [0, 0],
    [null, null],
  ])('%s places at 10 元: %s fen', (places, budget) => {
    const template = { ruleId: 'OFF-14', group: 'welfare', terms, startsAtHour: 10, places } as const
    expect(templateBudgetFen(template, sampleCost)).toBe(budget)
  })
})

describe('groupTerms', () => {
  it('lets every field be set, and repeats once a month otherwise', () => {
    expect(terms).toMatchObject({ repeatAfterDays: 30, audience: [], minSpendFen: 0, isForNewcomers: false })
    expect(groupTerms({ ...terms, repeatAfterDays: null }).repeatAfterDays).toBeNull()
  })
})

describe('the texts of the templates (SCR-06, OFF-18)', () => {
  const gift = { item: '旅行装', costFen: 900 }
  const made = newProductTemplate({ sku: 'N', name: '面霜' }, 30)
  const templates = [
    ...welfareSaleTemplates({ sku: 'S', name: '洁面套装', priceFen: 15_900 }, gift),
    ...memberDiscountTemplates(5_000, gift),
    ...(made === null ? [] : [made]),
  ]

  it.each(templates.map((template) => template.terms))(
    '$name may be said',
    ({ name, customerReason, usageRules }) => {
      for (const text of [name, customerReason, ...usageRules]) expect(checkText(text)).toEqual([])
    },
  )

  it('are five', () => {
    expect(templates).toHaveLength(5)
  })
})
