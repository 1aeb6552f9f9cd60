import type { Database } from '../db/connect.ts'
import { allTags, type CorpTag, tagsNamed, tagsWithId } from './repository.ts'

export type { CorpTag }

/** The company's tags of these names, as WeCom last told them; what stands higher there first. */
export function corpTagsNamed(db: Database, names: readonly string[]): Promise<CorpTag[]> {
  return tagsNamed(db, [...new Set(names)])
}

export function corpTagsById(db: Database, corpTagIds: readonly string[]): Promise<CorpTag[]> {
  return tagsWithId(db, corpTagIds)
}

/** All of them by group. */
export async function corpTagGroups(db: Database): Promise<{ group: string; names: string[] }[]> {
  const groups = new Map<string, string[]>()
  for (const { groupName, name } of await allTags(db))
    groups.set(groupName, [...(groups.get(groupName) ?? []), name])
  return [...groups].map(([group, names]) => ({ group, names }))
}
