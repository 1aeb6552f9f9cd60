// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import BudgetsPage from '../../../../src/app/console/budgets/BudgetsPage.vue'
import type { Budget } from '../../../../src/contract/budgets.ts'
import { admin, openPage } from '../console-world.ts'

const budget: Budget = {
  scope: 'store',
  scopeId: 'store',
  name: '门店',
  externalUserId: null,
  period: 'month',
  limitFen: 2_000_000,
  usedFen: 820_000,
  isUsedUp: false,
}
const listed = {
  month: '2026-03',
  budgets: [budget],
  hasMoreCustomers: false,
  advisors: [{ userId: 'lin', name: '林溪' }],
  campaigns: [],
}

let wrapper: VueWrapper
const api = {
  listBudgets: vi.fn<ApiClient['listBudgets']>(),
  setBudget: vi.fn<ApiClient['setBudget']>(),
  removeBudget: vi.fn<ApiClient['removeBudget']>(),
}
const button = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent?.trim()) === name,
  )
async function press(name: string): Promise<void> {
  button(name)?.click()
  await flushPromises()
}
async function fill(label: string, text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
  if (!input) throw new Error(`no field ${label}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}
async function save(): Promise<void> {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}
async function open(role: typeof admin.role = 'operator'): Promise<void> {
  wrapper = openPage(BudgetsPage, api, { session: { ...admin, role } }).wrapper
  await flushPromises()
}

beforeEach(() => {
  api.listBudgets.mockReset().mockResolvedValue(listed)
  api.setBudget.mockReset().mockResolvedValue({ budget, notice: null })
  api.removeBudget.mockReset().mockResolvedValue({ scope: 'store', scopeId: 'store' })
})
afterEach(() => {
  wrapper.unmount()
  document.body.innerHTML = ''
})

describe('the page of budgets', () => {
  it('shows use and limit in words and as a bar, and lets an auditor only look', async () => {
    await open('auditor')
    expect(wrapper.get('table').text()).toContain('8200 / 20000 元')
    expect(wrapper.get('table').text()).toContain('还剩 11800 元')
    expect(wrapper.get('meter').attributes('value')).toBe('41')
    expect(button('改门店预算')).toBeUndefined()
    expect(button('新预算')).toBeUndefined()
  })

  it('changes a limit in fen and says what the server said of it', async () => {
    await open()
    api.setBudget.mockResolvedValue({ budget, notice: '本月已用8200元，限额10元' })
    await press('改门店预算')
    await fill('限额（元）', '10')
    await save()
    expect(api.setBudget).toHaveBeenCalledWith({
      body: { scope: 'store', period: 'month', limitFen: 1_000 },
    })
    expect(wrapper.text()).toContain('已保存。本月已用8200元')
    expect(api.listBudgets).toHaveBeenCalledTimes(2)
  })

  it('keeps the dialog with the reason when an amount or an answer says no', async () => {
    await open()
    await press('新预算')
    await fill('限额（元）', '-5')
    await save()
    expect(document.body.textContent).toContain('不能是负数')
    expect(api.setBudget).not.toHaveBeenCalled()
    await fill('限额（元）', '5')
    api.setBudget.mockRejectedValue(new ApiError('invalid_input', 400, '没有这位客户：x'))
    await save()
    expect(document.body.textContent).toContain('没有这位客户：x')
  })

  it('removes a limit after a second tap, and says when it could not', async () => {
    await open()
    await press('取消门店预算')
    expect(api.removeBudget).not.toHaveBeenCalled()
    api.removeBudget.mockRejectedValueOnce(new ApiError('not_found', 404, '已经取消了'))
    await press('确定取消')
    expect(wrapper.text()).toContain('门店预算没有取消：已经取消了')
    await press('确定取消')
    expect(api.removeBudget).toHaveBeenLastCalledWith({ params: { scope: 'store', scopeId: 'store' } })
    expect(wrapper.text()).not.toContain('没有取消')
  })
})
