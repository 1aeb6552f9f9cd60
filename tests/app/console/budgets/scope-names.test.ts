import { describe, expect, it } from 'vitest'
import { budgetTitle, leftText, usedPercent } from '../../../../src/app/console/budgets/scope-names.ts'
import type { Budget } from '../../../../src/contract/budgets.ts'

const budget: Budget = {
  scope: 'store',
  scopeId: 'store',
  name: '门店',
  externalUserId: null,
  period: 'month',
  limitFen: 10_000,
  usedFen: 0,
  isUsedUp: false,
}

describe('the words of a budget', () => {
  it('say whose it is', () => {
    expect(budgetTitle(budget)).toBe('门店预算')
    expect(budgetTitle({ scope: 'campaign', name: 'spring' })).toBe('活动「spring」的预算')
    expect(budgetTitle({ scope: 'advisor', name: '林溪' })).toBe('顾问林溪的预算')
  })

  it.each([
    [9_999, '还剩 0.01 元', 99],
    [10_000, '用完了，下个月恢复发券', 100],
    [10_001, '超出 0.01 元，下个月恢复发券', 100],
  ])('say what is left of 100 yuan when %i fen are used', (usedFen, text, percent) => {
    expect(leftText({ ...budget, usedFen })).toBe(text)
    expect(usedPercent({ ...budget, usedFen })).toBe(percent)
  })

  it('of a total wait for no month, and a limit of 0 is used up', () => {
    const none = { ...budget, period: 'total' as const, limitFen: 0 }
    expect(leftText(none)).toBe('用完了，提高限额后恢复发券')
    expect(usedPercent(none)).toBe(100)
  })
})
