import type { Budget, BudgetPeriod, BudgetScope } from '../../../contract/budgets.ts'
import { yuan } from '../../../domain/money.ts'

export const scopeNames: Readonly<Record<BudgetScope, string>> = {
  store: '门店',
  newcomer: '新客',
  campaign: '活动',
  advisor: '顾问',
  customer: '客户',
}
export const periodNames: Readonly<Record<BudgetPeriod, string>> = { month: '每月', total: '总共' }

/** 门店预算, 活动「come-back」的预算, 林溪的预算: what a budget is called in a sentence. */
export function budgetTitle({ scope, name }: Pick<Budget, 'scope' | 'name'>): string {
  if (scope === 'store' || scope === 'newcomer') return `${scopeNames[scope]}预算`
  return scope === 'campaign' ? `活动「${name}」的预算` : `${scopeNames[scope]}${name}的预算`
}

/** How much of the limit is used in whole percent, never above 100; a limit of 0 is used up. */
export function usedPercent({ usedFen, limitFen }: Pick<Budget, 'usedFen' | 'limitFen'>): number {
  if (limitFen === 0) return 100
  return Math.min(100, Math.max(0, Math.floor((usedFen / limitFen) * 100)))
}

/** What is left, or by how much it is over, in words. */
export function leftText({ usedFen, limitFen, period }: Budget): string {
  if (usedFen > limitFen) return `超出 ${yuan(usedFen - limitFen)} 元，${pausedText(period)}`
  if (usedFen === limitFen) return `用完了，${pausedText(period)}`
  return `还剩 ${yuan(limitFen - usedFen)} 元`
}

function pausedText(period: BudgetPeriod): string {
  return period === 'month' ? '下个月恢复发券' : '提高限额后恢复发券'
}
