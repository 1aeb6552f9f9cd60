import type { TagRule } from './rules/tag-rule.ts'
import type { TagGroup } from './tag.ts'

/** A tag that is called otherwise (`to`) or is gone (`to` null); `group` null where any group may hold it. */
export interface TagNameChange {
  group: string | null
  from: string
  to: string | null
}

export interface NameChanges {
  groups: { from: string; to: string }[]
  tags: TagNameChange[]
}

/** A group's successor: the one of its name, else the one in its place if that is new and has a tag of it. */
function successor(
  group: TagGroup,
  place: number,
  before: readonly TagGroup[],
  after: readonly TagGroup[],
): TagGroup | undefined {
  const same = after.find((entry) => entry.group === group.group)
  if (same) return same
  const there = after[place]
  const isNew = there && before.every((entry) => entry.group !== there.group)
  return isNew && there.names.some((name) => group.names.includes(name)) ? there : undefined
}

/**
 * What an operator did to the list for advisors. A name that gave way to a new one in its place, in a group of the same
 * length, was renamed; any other name that stands in no group any more was removed. A name that went to another group is
 * no change. `group` is the group's name in the list before.
 */
export function listChanges(before: readonly TagGroup[], after: readonly TagGroup[]): NameChanges {
  const were = new Set(before.flatMap(({ names }) => names))
  const are = new Set(after.flatMap(({ names }) => names))
  const changes: NameChanges = { groups: [], tags: [] }
  for (const [place, group] of before.entries()) {
    const next = successor(group, place, before, after)
    if (next && next.group !== group.group) changes.groups.push({ from: group.group, to: next.group })
    const isAsLong = next?.names.length === group.names.length
    for (const [index, from] of group.names.entries()) {
      if (are.has(from)) continue
      const there = isAsLong ? next.names[index] : undefined
      const to = there !== undefined && !were.has(there) ? there : null
      changes.tags.push({ group: group.group, from, to })
    }
  }
  return changes
}

type NamedRule = Pick<TagRule, 'key' | 'name' | 'each'>

/**
 * What an operator did to the names that the rules give: by the rule's key a renamed one, or one that no rule gives any
 * more. Rules tried for each category are left out: their names come from the shop.
 */
export function ruleNameChanges(before: readonly NamedRule[], after: readonly NamedRule[]): NameChanges {
  const are = new Set(after.map(({ name }) => name))
  const were = new Set(before.map(({ name }) => name))
  const tags = before
    .filter(({ name, each }) => each === undefined && !are.has(name))
    .map(({ key, name }) => {
      const next = after.find((rule) => rule.key === key && rule.each === undefined)
      return { group: null, from: name, to: next && !were.has(next.name) ? next.name : null }
    })
  return { groups: [], tags }
}
