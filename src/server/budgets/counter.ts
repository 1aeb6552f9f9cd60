import type { BudgetPeriod, BudgetScope } from '../../contract/budgets.ts'
import { localTime } from '../../domain/calendar.ts'

/** What pays for a coupon; `scopeId` is `store`, `newcomer`, a campaign id, a user id or a customer id. */
export interface SpendScope {
  scope: BudgetScope
  scopeId: string
}

export interface Counter extends SpendScope {
  /** `YYYY-MM` of the store's calendar, or `total`. */
  periodKey: string
}

export interface Limit {
  scope: string
  scopeId: string
  period: BudgetPeriod
  limitFen: number
}

export const totalKey = 'total'

/** The month's counter that an instant falls into, on the store's calendar. */
export function monthKey(at: number, timeZone: string): string {
  const { year, month } = localTime(at, timeZone)
  return `${year}-${String(month).padStart(2, '0')}`
}

/**
 * Who pays: newcomers' offers draw on the newcomers' budget in place of the store's; the campaign
 * pays where the offer names one. Always in this order, so that transactions never wait for each other in a circle.
 */
export function payingScopes(input: {
  userId: string
  customerId?: string | undefined
  campaignId?: string | undefined
  isForNewcomers: boolean
}): SpendScope[] {
  const scopes: SpendScope[] = [
    input.isForNewcomers ? { scope: 'newcomer', scopeId: 'newcomer' } : { scope: 'store', scopeId: 'store' },
  ]
  if (input.campaignId !== undefined) scopes.push({ scope: 'campaign', scopeId: input.campaignId })
  scopes.push({ scope: 'advisor', scopeId: input.userId })
  if (input.customerId !== undefined) scopes.push({ scope: 'customer', scopeId: input.customerId })
  return scopes
}

export const budgetNames: Record<BudgetScope, string> = {
  store: '门店预算',
  newcomer: '新客预算',
  campaign: '活动预算',
  advisor: '我的预算',
  customer: '该客户预算',
}
