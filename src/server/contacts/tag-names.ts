import type { Database } from '../db/connect.ts'
import { corpTagsById } from '../corp-tags/known-tags.ts'
import type { ContactTag } from '../wecom/contacts.ts'

/** `isPartial`: some have no name here. */
export type TagNames = (tagIds: readonly string[]) => Promise<{ tags: ContactTag[]; isPartial: boolean }>

/**
 * What the tags are called that a list names by id. The company's tags are read anew once, when the first is met: so they
 * are every night. Those that no corp tag has (tags of rule groups) are known when the contact is read in full.
 */
export function createTagNames(db: Database, readTags: () => Promise<void>): TagNames {
  let reading: Promise<void> | null = null
  return async (tagIds) => {
    if (tagIds.length === 0) return { tags: [], isPartial: false }
    reading ??= readTags()
    await reading
    const known = new Map((await corpTagsById(db, tagIds)).map((tag) => [tag.corpTagId, tag]))
    const tags = tagIds.flatMap((tagId) => {
      const tag = known.get(tagId)
      return tag ? [{ name: tag.name, groupName: tag.groupName, tagId, isPersonal: false }] : []
    })
    return { tags, isPartial: tags.length < tagIds.length }
  }
}
