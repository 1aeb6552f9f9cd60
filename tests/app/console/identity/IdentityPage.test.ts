// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import IdentityPage from '../../../../src/app/console/identity/IdentityPage.vue'
import type { IdentityMerge, IdentitySuggestion } from '../../../../src/contract/identity.ts'
import { openPage } from '../console-world.ts'

const side = (name: string, isContact: boolean) => ({
  customerId: `c-${name}`,
  name,
  isContact,
  netSpendFen: 123_456,
})
const evidence = { kind: 'phone' as const, kindName: '手机号', value: '138****0001' }
const suggestion: IdentitySuggestion = {
  suggestionId: 'suggestion_1',
  at: Date.UTC(2026, 2, 9),
  evidence,
  one: side('静姐', true),
  other: side('小静', true),
  staysTwo: true,
}
const merge: IdentityMerge = {
  mergeId: 'merge_1',
  at: Date.UTC(2026, 2, 8),
  evidence,
  kept: side('静姐', true),
  mergedCustomerId: 'cust_old',
  mergedName: '',
  moved: { orders: 3, events: 5, coupons: 0, touches: 0 },
  undoneAt: null,
  undoneBy: null,
  refusal: null,
}

let wrapper: VueWrapper
const api = {
  listIdentityLinks: vi.fn<ApiClient['listIdentityLinks']>(),
  decideIdentity: vi.fn<ApiClient['decideIdentity']>(),
  undoIdentityMerge: vi.fn<ApiClient['undoIdentityMerge']>(),
}
const dialogButton = () =>
  [...document.body.querySelectorAll('[role=dialog] button')].find(
    (button) => button.textContent?.trim() === '撤销合并',
  ) as HTMLButtonElement | undefined

async function open(): Promise<void> {
  wrapper = openPage(IdentityPage, api).wrapper
  await flushPromises()
}
async function tap(text: string): Promise<void> {
  const button = wrapper.findAll('button').find((found) => found.text() === text)
  if (!button) throw new Error(`no button ${text}`)
  await button.trigger('click')
  await flushPromises()
}

beforeEach(() => {
  api.listIdentityLinks.mockReset().mockResolvedValue({ suggestions: [suggestion], merges: [merge] })
  api.decideIdentity.mockReset().mockResolvedValue({ outcome: 'dismissed', mergeId: null })
  api.undoIdentityMerge
    .mockReset()
    .mockResolvedValue({ keptCustomerId: 'c-静姐', restoredCustomerId: 'cust_old' })
})
afterEach(() => {
  wrapper.unmount()
  document.body.replaceChildren()
})

describe('the page of identities', () => {
  it('shows who may be one person, and takes no for an answer', async () => {
    await open()
    expect(wrapper.text()).toContain('静姐（企业微信客户，累计1,234.56元）')
    expect(wrapper.text()).toContain('138****0001')
    await tap('不是同一人')
    expect(api.decideIdentity).toHaveBeenCalledWith({
      params: { suggestionId: 'suggestion_1' },
      body: { decision: 'dismiss' },
    })
    expect(api.listIdentityLinks).toHaveBeenCalledTimes(2)
  })

  it('asks before a merge is undone, and says why not', async () => {
    api.undoIdentityMerge.mockRejectedValueOnce(new ApiError('merge_refused', 409, '这次合并已经撤销过了'))
    await open()
    await tap('撤销合并')
    expect(api.undoIdentityMerge).not.toHaveBeenCalled()
    dialogButton()?.click()
    await flushPromises()
    expect(document.body.textContent).toContain('这次合并已经撤销过了')
    dialogButton()?.click()
    await flushPromises()
    expect(api.undoIdentityMerge).toHaveBeenLastCalledWith({ params: { mergeId: 'merge_1' }, body: {} })
    expect(dialogButton()).toBeUndefined()
  })

  it('offers no undo where none is possible', async () => {
    const refusal = { code: 'laterMerge', text: '之后又有客户并入，请先撤销后来的那一次' }
    const undone = { ...merge, mergeId: 'merge_0', undoneAt: merge.at, undoneBy: '程野' }
    api.listIdentityLinks.mockResolvedValue({ suggestions: [], merges: [{ ...merge, refusal }, undone] })
    await open()
    expect(wrapper.text()).toContain(refusal.text)
    expect(wrapper.text()).toContain('已撤销')
    expect(wrapper.findAll('button').filter((button) => button.text() === '撤销合并')).toEqual([])
    expect(wrapper.text()).toContain('没有要决定的')
  })
})
