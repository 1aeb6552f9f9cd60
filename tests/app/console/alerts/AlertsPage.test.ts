// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../../src/app/api.ts'
import AlertsPage from '../../../../src/app/console/alerts/AlertsPage.vue'
import type { AbuseAlert } from '../../../../src/contract/alerts.ts'
import { admin, openPage } from '../console-world.ts'

const alert: AbuseAlert = {
  alertId: 'alr_1',
  kind: 'sharedLink',
  ruleId: 'SHARED-LINK',
  name: '链接被转发',
  outcome: 'flagged',
  text: '这张券的链接在5台设备上打开过',
  subject: '券「满300减30」',
  count: 5,
  bound: 4,
  firstAt: Date.UTC(2026, 2, 10, 10),
  lastAt: Date.UTC(2026, 2, 10, 11),
  reviewedAt: null,
  reviewedBy: null,
}

let wrapper: VueWrapper
const api = {
  listAlerts: vi.fn<ApiClient['listAlerts']>(),
  reviewAlert: vi.fn<ApiClient['reviewAlert']>(),
}
const buttons = () => wrapper.findAll('button[aria-label*="已查看"]')

async function open(role: typeof admin.role = 'admin'): Promise<void> {
  wrapper = openPage(AlertsPage, api, { session: { ...admin, role } }).wrapper
  await flushPromises()
}

beforeEach(() => {
  api.listAlerts.mockReset().mockResolvedValue({ alerts: [alert] })
  api.reviewAlert
    .mockReset()
    .mockResolvedValue({ alert: { ...alert, reviewedAt: alert.lastAt, reviewedBy: '周店长' } })
})
afterEach(() => wrapper.unmount())

describe('the page of alerts', () => {
  it('shows what was found and takes 已查看', async () => {
    await open()
    expect(wrapper.get('table').text()).toContain('这张券的链接在5台设备上打开过')
    expect(wrapper.get('table').text()).toContain('待查看')
    await buttons()[0]?.trigger('click')
    await flushPromises()
    expect(api.reviewAlert).toHaveBeenCalledWith({ params: { alertId: 'alr_1' }, body: {} })
    expect(wrapper.get('table').text()).toContain('周店长')
    expect(buttons()).toEqual([])
  })

  it('leaves an auditor to look', async () => {
    await open('auditor')
    expect(buttons()).toEqual([])
    expect(wrapper.text()).toContain('还没有人看')
  })

  it('says when it was not taken, and what there is when there is nothing', async () => {
    api.reviewAlert.mockRejectedValue(new ApiError('unavailable', 503, '服务暂不可用'))
    await open()
    await buttons()[0]?.trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain('「链接被转发」没有记下：服务暂不可用')
    expect(buttons()).toHaveLength(1)
    wrapper.unmount()
    api.listAlerts.mockResolvedValue({ alerts: [] })
    await open()
    expect(wrapper.text()).toContain('没有可疑的领券和核销')
  })
})
