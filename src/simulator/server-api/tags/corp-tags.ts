import type { TagGroup } from '../../state/directory.ts'
import { failure, ok, text, textList, type Endpoint } from '../answer.ts'

const longestName = 30
/** Of the company, and of one member's customer; which code is beyond them is not documented. */
const mostTags = 10_000
const mostMarks = 3000

function groupFields(group: TagGroup, tags: TagGroup['tags']): Record<string, unknown> {
  return {
    group_id: group.groupId,
    group_name: group.name,
    create_time: group.createdAtSeconds,
    order: 0,
    tag: tags.map((tag) => ({
      id: tag.tagId,
      name: tag.name,
      create_time: tag.createdAtSeconds ?? group.createdAtSeconds,
      order: 0,
    })),
  }
}

const list: Endpoint = {
  method: 'POST',
  path: 'externalcontact/get_corp_tag_list',
  isCustomerContact: true,
  emptyFields: { tag_group: [] },
  answer({ state, body }) {
    const groupIds = textList(body['group_id'])
    const tagIds = groupIds.length > 0 ? [] : textList(body['tag_id'])
    const groups = state.directory.tagGroups.flatMap((group) => {
      if (groupIds.length > 0 && !groupIds.includes(group.groupId)) return []
      const tags = tagIds.length > 0 ? group.tags.filter((tag) => tagIds.includes(tag.tagId)) : group.tags
      return tags.length > 0 ? [groupFields(group, tags)] : []
    })
    return ok({ tag_group: groups })
  },
}

const add: Endpoint = {
  method: 'POST',
  path: 'externalcontact/add_corp_tag',
  isCustomerContact: true,
  answer({ state, body }) {
    const wanted = Array.isArray(body['tag']) ? body['tag'] : []
    const names = wanted.map((entry: unknown) => text((entry as { name?: unknown } | null)?.name))
    const groupName = text(body['group_name'])
    if (names.length === 0) return failure(40063)
    if ([...names, groupName].some((name) => [...name].length > longestName) || names.includes('')) {
      return failure(40072)
    }
    const groupId = text(body['group_id'])
    const existing = state.directory.tagGroups.find((entry) =>
      groupId === '' ? entry.name === groupName : entry.groupId === groupId,
    )
    if (!existing && (groupId !== '' || groupName === '')) return failure(40068)
    const isDuplicate = names.some((name) => existing?.tags.some((tag) => tag.name === name))
    if (isDuplicate || new Set(names).size < names.length) return failure(40071)
    const createdAtSeconds = Math.floor(state.now() / 1000)
    const held = state.directory.tagGroups.reduce((sum, { tags }) => sum + tags.length, 0)
    if (held + names.length > mostTags) return failure(40058)
    const group: TagGroup = existing ?? {
      groupId: `etgroup-${state.randomToken()}`,
      name: groupName,
      tags: [],
      createdAtSeconds,
      isOfApp: true,
    }
    if (!existing) state.directory.tagGroups.push(group)
    const created = names.map((name) => ({
      tagId: `et-${state.randomToken()}`,
      name,
      createdAtSeconds,
      isOfApp: true,
    }))
    group.tags.push(...created)
    return ok({ tag_group: groupFields(group, created) })
  },
}

const mark: Endpoint = {
  method: 'POST',
  path: 'externalcontact/mark_tag',
  isCustomerContact: true,
  lockKey: ({ body }) => `${text(body['userid'])}\n${text(body['external_userid'])}`,
  answer({ state, body }) {
    const added = textList(body['add_tag'])
    const removed = textList(body['remove_tag'])
    if (added.length === 0 && removed.length === 0) return failure(40063)
    if ([...added, ...removed].some((tagId) => !state.directory.tag(tagId))) return failure(40068)
    const userId = text(body['userid'])
    const externalUserId = text(body['external_userid'])
    const follow = state.directory.follow(userId, externalUserId)
    if (!follow) return failure(84061)
    const kept = follow.tagIds.filter((tagId) => !removed.includes(tagId))
    const tagIds = [...new Set([...kept, ...added])]
    if (tagIds.length > mostMarks) return failure(40058)
    state.directory.changeFollow(userId, externalUserId, { tagIds })
    return ok()
  },
}

export const tagEndpoints: Endpoint[] = [list, add, mark]
