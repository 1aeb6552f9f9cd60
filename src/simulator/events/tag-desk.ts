import type { Directory, TagGroup } from '../state/directory.ts'
import type { EventSender } from './sender.ts'

interface Needs {
  directory: Directory
  events: Pick<EventSender, 'emit'>
  now: () => number
  randomToken: () => string
}

export type TagDesk = ReturnType<typeof createTagDesk>

/** What an administrator does with corp tags in the console; each change is told to the app. */
export function createTagDesk({ directory, events, now, randomToken }: Needs) {
  const tell = (ChangeType: string, Id: string, TagType?: 'tag' | 'tag_group') =>
    events.emit({ Event: 'change_external_tag', ChangeType, Id, TagType })
  const groupOf = (groupId: string) => directory.tagGroups.find((group) => group.groupId === groupId)

  function forget(tagIds: readonly string[]): void {
    for (const contact of directory.contacts)
      for (const follow of contact.follows)
        follow.tagIds = follow.tagIds.filter((tagId) => !tagIds.includes(tagId))
  }

  return {
    createGroup(name: string): string {
      const groupId = `etgroup-${randomToken()}`
      const group: TagGroup = { groupId, name, tags: [], createdAtSeconds: Math.floor(now() / 1000) }
      directory.tagGroups.push(group)
      tell('create', groupId, 'tag_group')
      return groupId
    },

    createTag(groupId: string, name: string): string | null {
      const group = groupOf(groupId)
      if (!group || group.tags.some((tag) => tag.name === name)) return null
      const tagId = `et-${randomToken()}`
      group.tags.push({ tagId, name })
      tell('create', tagId, 'tag')
      return tagId
    },

    /** Of a tag or of a group. */
    rename(id: string, name: string): boolean {
      const group = groupOf(id)
      const found = group ?? directory.tag(id)?.tag
      if (!found) return false
      found.name = name
      tell('update', id, group ? 'tag_group' : 'tag')
      return true
    },

    /** A group goes with its tags, for which no event of their own is sent. */
    remove(id: string): boolean {
      const index = directory.tagGroups.findIndex((group) => group.groupId === id)
      const [removed] = index < 0 ? [] : directory.tagGroups.splice(index, 1)
      const found = directory.tag(id)
      if (!removed && !found) return false
      if (found) found.group.tags = found.group.tags.filter((tag) => tag.tagId !== id)
      forget(removed ? removed.tags.map((tag) => tag.tagId) : [id])
      tell('delete', id, removed ? 'tag_group' : 'tag')
      return true
    },

    /** The order of a group's tags was changed. */
    shuffle(groupId: string): boolean {
      const group = groupOf(groupId)
      if (!group) return false
      group.tags.reverse()
      tell('shuffle', groupId)
      return true
    },
  }
}
