// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { ApiError } from '../../../../src/app/api.ts'
import RoleDialog from '../../../../src/app/console/members/RoleDialog.vue'
import type { MemberChange } from '../../../../src/app/console/members/useMembers.ts'
import type { MemberEntry } from '../../../../src/contract/members.ts'

const lin: MemberEntry = {
  userId: 'lin',
  name: '林溪',
  role: 'advisor',
  roleFrom: 'wecom',
  isActive: true,
  departmentIds: [2],
  leaderOf: [],
  team: null,
  teamSize: 0,
  updatedAt: 0,
}

/** The dialog's frame opens with the browser's animation, elsewhere in the document. */
const frame = defineComponent({
  setup:
    (_props, { slots }) =>
    () =>
      h('div', slots['default']?.()),
})

let wrapper: VueWrapper
const save = vi.fn<(change: MemberChange) => Promise<void>>(async () => undefined)

function open(member: MemberEntry, isOwn = false): void {
  save.mockClear()
  const props = {
    member,
    members: [lin, { ...lin, userId: 'su', name: '苏禾', departmentIds: [3] }],
    departments: [{ departmentId: 3, name: '徐汇店' }],
    isOwn,
    save,
  }
  wrapper = mount(RoleDialog, { attachTo: document.body, props, global: { stubs: { ElDialog: frame } } })
}
afterEach(() => wrapper.unmount())

const choose = (name: string) => {
  const label = wrapper.findAll('label.el-radio').find((entry) => entry.text() === name)
  if (!label) throw new Error(`there is no choice ${name}`)
  return label.find('input').setValue(true)
}
const submit = async () => {
  await wrapper.find('form').trigger('submit')
  await flushPromises()
}

describe('RoleDialog', () => {
  it('sends the role alone, and closes', async () => {
    open(lin)
    await choose('审计')
    await submit()
    expect(save.mock.calls).toEqual([[{ role: 'auditor' }]])
    expect(wrapper.emitted('close')).toHaveLength(1)
  })

  it('sends nothing when nothing was changed', async () => {
    open(lin)
    await submit()
    expect(save).not.toHaveBeenCalled()
    expect(wrapper.emitted('close')).toHaveLength(1)
  })

  it('gives a role back to WeCom', async () => {
    open({ ...lin, role: 'operator', roleFrom: 'admin' })
    await choose('按企业微信（部门负责人是主管，其他人是顾问）')
    await submit()
    expect(save.mock.calls).toEqual([[{ role: null }]])
  })

  it("sets a lead's own team, and gives it back to the departments", async () => {
    open(lin)
    expect(wrapper.text()).not.toContain('带的人')
    await choose('主管')
    await choose('指定部门和成员')
    await submit()
    expect(save.mock.calls).toEqual([[{ role: 'lead', team: { departmentIds: [], userIds: [] } }]])
    wrapper.unmount()

    const team = { departmentIds: [3], userIds: ['su'] }
    open({ ...lin, role: 'lead', roleFrom: 'admin', team })
    await choose('按企业微信的部门')
    await submit()
    expect(save.mock.calls).toEqual([[{ team: null }]])
  })

  it('keeps its hands off who is an admin by configuration', () => {
    open({ ...lin, role: 'admin', roleFrom: 'configuration' })
    expect(wrapper.text()).toContain('ADMIN_USER_IDS')
    expect(wrapper.find('button[type=submit]').attributes('disabled')).toBeDefined()
  })

  it('warns admins who give up their own role', async () => {
    open({ ...lin, role: 'admin', roleFrom: 'admin' }, true)
    expect(wrapper.text()).not.toContain('这是您自己')
    await choose('运营')
    expect(wrapper.text()).toContain('这是您自己')
  })

  it('stays open with the reason when it is refused', async () => {
    open(lin)
    save.mockRejectedValueOnce(new ApiError('wrong_state', 409, '请先改配置'))
    await choose('运营')
    await submit()
    expect(wrapper.text()).toContain('请先改配置')
    expect(wrapper.emitted('close')).toBeUndefined()
  })
})
