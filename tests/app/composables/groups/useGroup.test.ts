// @vitest-environment happy-dom
import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiError } from '../../../../src/app/api.ts'
import { useGroup } from '../../../../src/app/composables/groups/useGroup.ts'
import { sampleGroup, skinGroup, withGroup, type GroupApi } from '../../support/sample-group.ts'
import { createWorld, offline, settle, wang, type World } from '../../support/panel-world.ts'

let world: World
let api: GroupApi
const scope = { current: effectScope() }

beforeEach(() => {
  world = createWorld()
  api = withGroup(world)
  world.stand(skinGroup)
  scope.current = effectScope()
})
afterEach(() => scope.current.stop())

async function open() {
  const group = scope.current.run(() => useGroup('wr-skin', world.services))
  if (!group) throw new Error('no group')
  await settle()
  return group
}

describe('the view of a group', () => {
  it('shows what the server says and keeps it through a failed refresh', async () => {
    const group = await open()
    expect(group.data.value?.group.name).toBe('护肤交流群')
    api.getGroupPanel.mockRejectedValueOnce(offline())
    await group.refresh()
    expect(group.data.value?.group.name).toBe('护肤交流群')
    expect(group.isRefreshing.value).toBe(false)
    const next = sampleGroup()
    api.getGroupPanel.mockResolvedValueOnce({ ...next, size: { ...next.size, people: 121 } })
    await group.refresh()
    expect(group.data.value?.size.people).toBe(121)
  })

  it('is gone once the group is not hers any more', async () => {
    const group = await open()
    api.getGroupPanel.mockRejectedValue(new ApiError('not_found', 404, '没有找到'))
    await group.refresh()
    expect(group.data.value).toBeNull()
    expect(group.error.value?.code).toBe('not_found')
  })

  it('is not asked for beside another chat', async () => {
    const group = await open()
    world.chat.settle(wang)
    await group.refresh()
    expect(api.getGroupPanel).toHaveBeenCalledTimes(1)
  })

  it('stores a part of its plan, or says that it could not', async () => {
    const group = await open()
    expect(await group.settlePlan('persona', '小林')).toBe(true)
    expect(api.settleGroupPlan.mock.calls[0]?.[0]).toEqual({
      params: { chatId: 'wr-skin' },
      body: { persona: '小林' },
    })
    expect(group.data.value?.checklist.isReady).toBe(true)
    api.settleGroupPlan.mockRejectedValueOnce(offline())
    expect(await group.settlePlan('value', '')).toBe(false)
    expect(world.notice()).toBe('没有保存：网络断开')
  })
})
