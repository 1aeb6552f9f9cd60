// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import WaitingPage from '../../../../src/app/console/waiting/WaitingPage.vue'
import type { Escalation } from '../../../../src/contract/escalations.ts'
import type { WaitingException } from '../../../../src/contract/offers.ts'
import { openPage } from '../console-world.ts'

const late: Escalation = {
  escalationId: 'esc_1',
  customerName: '静姐 138****0001',
  advisors: ['林溪', '顾安然'],
  startedAt: Date.UTC(2026, 2, 10, 10, 30),
  waitingMinutes: 90,
}
const wish: WaitingException = {
  exceptionId: 'exc_1',
  status: 'requested',
  reason: '老客户维护',
  costFen: 5_100,
  capFen: 5_000,
  requestedBy: 'lin',
  decidedBy: null,
  expiresAt: 0,
  requestedByName: '林溪',
  requestedAt: Date.UTC(2026, 2, 10, 11),
  offerName: '满600减51',
  customerName: null,
}

let wrapper: VueWrapper
const lists = { escalations: [late], exceptions: [wish] }
const api = {
  listEscalations: vi.fn<ApiClient['listEscalations']>(),
  listOfferExceptions: vi.fn<ApiClient['listOfferExceptions']>(),
  settleEscalation: vi.fn<ApiClient['settleEscalation']>(),
  decideOfferException: vi.fn<ApiClient['decideOfferException']>(),
}

async function open(): Promise<void> {
  wrapper = openPage(WaitingPage, api).wrapper
  await flushPromises()
}
async function tap(name: string): Promise<void> {
  await wrapper.get(`button[aria-label="${name}"]`).trigger('click')
  await flushPromises()
}

beforeEach(() => {
  vi.useFakeTimers()
  lists.escalations = [late]
  lists.exceptions = [wish]
  api.listEscalations.mockReset().mockImplementation(async () => ({ escalations: lists.escalations }))
  api.listOfferExceptions.mockReset().mockImplementation(async () => ({ exceptions: lists.exceptions }))
  api.settleEscalation.mockReset().mockImplementation(async () => {
    lists.escalations = []
    return { escalationId: late.escalationId, settledAt: 1 }
  })
  api.decideOfferException.mockReset().mockImplementation(async () => {
    lists.exceptions = []
    return { exception: wish }
  })
})
afterEach(() => {
  wrapper.unmount()
  vi.useRealTimers()
})

describe('待处理', () => {
  it('names who waits, for whom and how long, and what was asked for', async () => {
    await open()
    const [first, second] = wrapper.findAll('tbody tr').map((row) => row.text())
    for (const part of ['静姐 138****0001', '林溪、顾安然', '今天 18:30', '1小时30分'])
      expect(first).toContain(part)
    for (const part of ['不在您可见范围', '林溪', '满600减51', '¥51', '¥50', '老客户维护'])
      expect(second).toContain(part)
  })

  it('takes off what was settled or decided', async () => {
    await open()
    await tap('静姐 138****0001 已处理')
    expect(api.settleEscalation).toHaveBeenCalledExactlyOnceWith({ params: { escalationId: 'esc_1' } })
    expect(wrapper.text()).toContain('没有超时的问价')
    await tap('批准「满600减51」')
    expect(api.decideOfferException).toHaveBeenCalledExactlyOnceWith({
      params: { exceptionId: 'exc_1' },
      body: { status: 'approved' },
    })
    expect(wrapper.text()).toContain('没有等待的申请')
  })

  it('sends the refusal of a wish as such', async () => {
    await open()
    await tap('拒绝「满600减51」')
    expect(api.decideOfferException.mock.calls[0]?.[0].body).toEqual({ status: 'refused' })
  })

  it('says why it did not work, and shows the list as it is now', async () => {
    api.settleEscalation.mockImplementation(async () => {
      lists.escalations = []
      throw new ApiError('not_found', 404, '没有找到')
    })
    await open()
    await tap('静姐 138****0001 已处理')
    expect(wrapper.text()).toContain('没有找到')
    expect(wrapper.text()).toContain('没有超时的问价')
    expect(wrapper.get('button[aria-label="批准「满600减51」"]').attributes('disabled')).toBeUndefined()
  })

  it('asks again every minute while it is open, and no longer', async () => {
    await open()
    expect(api.listEscalations).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(59_999)
    expect(api.listEscalations).toHaveBeenCalledTimes(1)
    lists.escalations = []
    await vi.advanceTimersByTimeAsync(1)
    expect(wrapper.text()).toContain('没有超时的问价')
    wrapper.unmount()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(api.listEscalations).toHaveBeenCalledTimes(2)
  })

  it('can be tried again after a failure', async () => {
    api.listEscalations.mockRejectedValueOnce(new ApiError('internal', 500, '出错了'))
    await open()
    expect(wrapper.text()).toContain('出错了')
    await wrapper.get('button').trigger('click')
    await flushPromises()
    expect(wrapper.findAll('tbody tr')).toHaveLength(2)
  })
})
