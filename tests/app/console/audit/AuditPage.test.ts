// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import AuditPage from '../../../../src/app/console/audit/AuditPage.vue'
import type { AuditEntry } from '../../../../src/contract/audit.ts'
import { openPage } from '../console-world.ts'

const entry = (auditId: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  auditId,
  at: Date.UTC(2026, 2, 10, 11),
  actor: 'lin',
  actorName: '林溪',
  action: 'coupon.issued',
  actionName: '发券',
  subjectKind: 'coupon',
  subjectId: `cpn_${auditId}`,
  customerId: 'cus_1',
  externalUserId: 'wm-li',
  details: { costFen: 1800 },
  ...changes,
})
const actions = [{ action: 'coupon.issued', name: '发券' }]

let wrapper: VueWrapper
function open(searchAudit: ApiClient['searchAudit']): void {
  wrapper = openPage(AuditPage, { searchAudit }).wrapper
}
const button = (text: string) => wrapper.findAll('button').find((one) => one.text() === text)
afterEach(() => wrapper.unmount())

describe('AuditPage', () => {
  it('shows the latest first, then older ones after them', async () => {
    const search = vi
      .fn<ApiClient['searchAudit']>()
      .mockResolvedValueOnce({ entries: [entry('b')], next: 'c1', actions })
      .mockResolvedValueOnce({ entries: [entry('a')], next: null, actions })
    open(search)
    await flushPromises()
    expect(wrapper.find('tbody').text()).toContain('今天 19:00')
    expect(wrapper.find('tbody').text()).toContain('18.00 元')
    await button('再看更早的')?.trigger('click')
    await flushPromises()
    expect(search.mock.calls[1]?.[0]).toEqual({ query: { cursor: 'c1' } })
    expect(wrapper.findAll('tbody code').map((code) => code.text())).toContain('cpn_a')
    expect(wrapper.findAll('tbody tr').map((row) => row.text().includes('cpn_b'))).toEqual([true, false])
    expect(wrapper.text()).toContain('到底了')
  })

  it('asks with what the form says, and from the first page', async () => {
    const search = vi.fn<ApiClient['searchAudit']>(async () => ({ entries: [], next: null, actions }))
    open(search)
    await flushPromises()
    expect(wrapper.text()).toContain('没有符合的记录')
    await wrapper.findAll('form input')[1]?.setValue(' wm-li ')
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    expect(search.mock.calls.map(([input]) => input)).toEqual([
      { query: {} },
      { query: { customer: 'wm-li' } },
    ])
  })

  it('drops the answer to an older question', async () => {
    let answerFirst: (answer: Awaited<ReturnType<ApiClient['searchAudit']>>) => void = () => undefined
    const search = vi
      .fn<ApiClient['searchAudit']>()
      .mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)))
      .mockResolvedValueOnce({ entries: [entry('new')], next: null, actions })
    open(search)
    await wrapper.find('form').trigger('submit')
    await flushPromises()
    answerFirst({ entries: [entry('old')], next: null, actions })
    await flushPromises()
    expect(wrapper.find('tbody').text()).toContain('cpn_new')
    expect(wrapper.find('tbody').text()).not.toContain('cpn_old')
  })

  it('says why nothing came, and tries again when asked', async () => {
    const search = vi
      .fn<ApiClient['searchAudit']>()
      .mockRejectedValueOnce(new ApiError('unavailable', 503, '服务暂不可用'))
      .mockResolvedValueOnce({ entries: [entry('b')], next: null, actions })
    open(search)
    await flushPromises()
    expect(wrapper.text()).toContain('服务暂不可用')
    await button('重试')?.trigger('click')
    await flushPromises()
    expect(wrapper.find('tbody').text()).toContain('cpn_b')
  })
})
