import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, type ApiClient } from '../../../src/app/api.ts'
import { undoMs, useTags } from '../../../src/app/composables/useTags.ts'
import type { Tag } from '../../../src/contract/tags.ts'
import { sampleTag } from '../support/sample-tag.ts'
import { samplePanel } from '../support/sample-panel.ts'
import { createWorld, li, settle, wang, type World } from '../support/panel-world.ts'

let world: World
let scope: EffectScope
let tags: ReturnType<typeof useTags>
const listTags = vi.fn<ApiClient['listTags']>()
const addTag = vi.fn<ApiClient['addTag']>()
const removeTag = vi.fn<ApiClient['removeTag']>()
const restoreTag = vi.fn<ApiClient['restoreTag']>()
const skin = sampleTag({ tagId: 't1', name: '油皮' })
const dry = sampleTag({ tagId: 't2', name: '干皮' })
const withTags = (...data: Tag[]) => samplePanel('wm-li', '李悦', { tags: { status: 'ready', data } })

beforeEach(() => {
  vi.useFakeTimers()
  world = createWorld()
  Object.assign(world.services.api, { listTags, addTag, removeTag, restoreTag })
  addTag.mockResolvedValue({ tag: dry })
  removeTag.mockImplementation(async ({ params }) => ({
    tagId: params.tagId,
    name: '油皮',
    restorableUntil: 0,
  }))
  restoreTag.mockResolvedValue({ tag: skin })
  world.stand(li, withTags(skin))
  scope = effectScope()
  tags = scope.run(() => useTags(world.services)) as typeof tags
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
  vi.resetAllMocks()
})

function shown(): string[] {
  const block = world.customer.panel?.tags
  return block?.status === 'ready' ? block.data.map(({ name }) => name) : []
}

describe('tags by hand', () => {
  it('adds at once, and undo within ten seconds takes it off again', async () => {
    await tags.add('干皮')
    expect(addTag).toHaveBeenCalledExactlyOnceWith({
      params: { externalUserId: 'wm-li' },
      body: { name: '干皮' },
    })
    expect(shown()).toEqual(['油皮', '干皮'])
    expect(tags.undoable.value?.text).toBe('已添加 干皮')
    vi.advanceTimersByTime(undoMs - 1)
    tags.undoable.value?.undo()
    await settle()
    expect(removeTag).toHaveBeenCalledExactlyOnceWith({ params: { externalUserId: 'wm-li', tagId: 't2' } })
    expect(shown()).toEqual(['油皮'])
    expect(tags.undoable.value).toBeNull()
  })

  it('offers no undo after ten seconds', async () => {
    await tags.add('干皮')
    vi.advanceTimersByTime(undoMs)
    expect(tags.undoable.value).toBeNull()
  })

  it('removes, and undo restores it', async () => {
    await tags.remove(skin)
    expect(shown()).toEqual([])
    expect(tags.undoable.value?.text).toBe('已移除 油皮')
    tags.undoable.value?.undo()
    await settle()
    expect(restoreTag).toHaveBeenCalledExactlyOnceWith({ params: { externalUserId: 'wm-li', tagId: 't1' } })
    expect(shown()).toEqual(['油皮'])
  })

  it('takes the place of a grey tag of the same name', async () => {
    world.customer.show(withTags(sampleTag({ tagId: 'old', name: '干皮', isGreyed: true })))
    await tags.add('干皮')
    expect(world.customer.panel?.tags).toMatchObject({ data: [{ tagId: 't2', isGreyed: false }] })
  })

  it('a second tap while one is under way does nothing', async () => {
    await Promise.all([tags.add('干皮'), tags.add('干皮')])
    expect(addTag).toHaveBeenCalledOnce()
  })

  it('says why nothing was added, and stays as it was', async () => {
    addTag.mockRejectedValue(new ApiError('tag_not_allowed', 422, '这个标签不在可用列表里'))
    await tags.add('贵妇')
    expect(world.notice()).toBe('没有添加「贵妇」：这个标签不在可用列表里')
    expect(shown()).toEqual(['油皮'])
    expect(tags.undoable.value).toBeNull()
  })

  it('an answer that comes after a switch touches neither the screen nor the next customer', async () => {
    let answer: (value: { tag: Tag }) => void = () => undefined
    addTag.mockReturnValue(
      new Promise((resolve) => {
        answer = resolve
      }),
    )
    const adding = tags.add('干皮')
    world.stand(wang, samplePanel('wm-wang', '王芳'))
    answer({ tag: dry })
    await adding
    expect(shown()).toEqual([])
    expect(tags.undoable.value).toBeNull()
  })

  it('asks for the list once it is wanted, and again after a failure', async () => {
    listTags.mockRejectedValueOnce(new ApiError('offline', 0, '网络断开'))
    await tags.loadGroups()
    expect(tags.groups.value).toBeNull()
    listTags.mockResolvedValue({ tags: [], allowed: [{ group: '肤质', names: ['油皮'] }] })
    await tags.loadGroups()
    await tags.loadGroups()
    expect(tags.groups.value).toEqual([{ group: '肤质', names: ['油皮'] }])
    expect(listTags).toHaveBeenCalledTimes(2)
  })
})
