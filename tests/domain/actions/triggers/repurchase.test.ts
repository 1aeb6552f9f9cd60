import { describe, expect, it } from 'vitest'
import { repurchaseTriggers } from '../../../../src/domain/actions/triggers/repurchase.ts'
import type { CustomerFacts } from '../../../../src/domain/customers/facts.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'

function said(changes: Partial<CustomerFacts>): string[] {
  return repurchaseTriggers.flatMap(({ ruleId, fires }) => {
    const evidence = fires(sampleFacts(changes))
    return evidence === null ? [] : [`${ruleId} ${evidence.join(';')}`]
  })
}
const bought = (daysAgo: number, sku = 'A') => ({
  sku,
  name: `猫砂${sku}`,
  daysAgo,
  partnerSku: `${sku}2`,
  partnerName: '猫粮',
})
const due = (dueInDays: number, sku = 'A') => ({ sku, name: `精华${sku}`, dueInDays })

describe('repurchase triggers', () => {
  it.each([
    [3, []],
    [4, ['NBA-10 4天前买过「猫砂A」;没买过搭配的「猫粮」;购后第3天之后、90天内推荐']],
    [90, ['NBA-10 90天前买过「猫砂A」;没买过搭配的「猫粮」;购后第3天之后、90天内推荐']],
    [91, []],
  ])('NBA-10: bought %i days ago: %o', (daysAgo, expected) => {
    expect(said({ missingPartners: [bought(daysAgo)] })).toEqual(expected)
  })

  it.each([
    [8, []],
    [7, ['NBA-12 「精华A」预计7天后用完;用完前7天到用完后14天提醒']],
    [0, ['NBA-12 「精华A」预计今天用完;用完前7天到用完后14天提醒']],
    [-14, ['NBA-12 「精华A」预计14天前已用完;用完前7天到用完后14天提醒']],
    [-15, []],
  ])('NBA-12: used up in %i days: %o', (dueInDays, expected) => {
    expect(said({ replenishments: [due(dueInDays)] })).toEqual(expected)
  })

  it('tell of the latest purchase and the nearest day', () => {
    expect(said({ missingPartners: [bought(30), bought(5, 'B')] })[0]).toContain('5天前买过「猫砂B」')
    expect(said({ replenishments: [due(-6), due(2, 'B')] })[0]).toContain('「精华B」预计2天后')
  })
})
