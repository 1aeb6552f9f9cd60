import { expiryOf, tagLife, type TagMoment } from '../tag-life.ts'
import type { Tag } from '../tag.ts'

/** A data or behaviour tag as it is stored. */
export interface StoredTag extends Omit<Tag, 'ruleId'> {
  tagId: string
  expiresAt: number | null
}

export type TagOutcome = 'added' | 'kept' | 'greyed' | 'dropped'

export interface TagPlan {
  /** To store: new ones carry no id, the others the id of the row that they renew. */
  writes: { tagId: string | null; tag: Tag; expiresAt: number | null }[]
  removedIds: string[]
  /** What became of each tag, by name. */
  outcomes: { name: string; outcome: TagOutcome }[]
}

function isSame(row: StoredTag, tag: Tag, expiresAt: number | null): boolean {
  return (
    row.source === tag.source &&
    row.kind === tag.kind &&
    row.evidence === tag.evidence &&
    row.confidence === tag.confidence &&
    row.ruleKey === tag.ruleKey &&
    row.expiresAt === expiresAt &&
    (tag.kind === 'fact' || row.assignedAt === tag.assignedAt)
  )
}

/**
 * TAG-01: what the weekly run does with one customer's data and behaviour tags. What the rules support now is added or
 * renewed. What they no longer support lives out its days (interest 30, intent 14), is grey for a week and then dropped;
 * a fact has no days of its own and is dropped at once. Running it again at the same instant changes nothing.
 */
export function planTags(stored: readonly StoredTag[], derived: readonly Tag[], moment: TagMoment): TagPlan {
  const plan: TagPlan = { writes: [], removedIds: [], outcomes: [] }
  const supported = new Map(
    derived.filter((tag) => tagLife(tag, moment).freshness === 'fresh').map((tag) => [tag.name, tag]),
  )
  const latestFirst = [...stored].sort((a, b) => b.assignedAt - a.assignedAt || (a.tagId < b.tagId ? -1 : 1))
  const seen = new Set<string>()
  for (const row of latestFirst) {
    const drop = () => {
      plan.removedIds.push(row.tagId)
      plan.outcomes.push({ name: row.name, outcome: 'dropped' })
    }
    const tag = supported.get(row.name)
    if (seen.has(row.name)) drop()
    else if (tag) {
      const expiresAt = expiryOf(tag, moment.lives)
      if (!isSame(row, tag, expiresAt)) plan.writes.push({ tagId: row.tagId, tag, expiresAt })
      plan.outcomes.push({ name: row.name, outcome: 'kept' })
    } else if (row.kind === 'fact') drop()
    else {
      const { freshness } = tagLife(row, moment)
      if (freshness === 'dropped') drop()
      else plan.outcomes.push({ name: row.name, outcome: freshness === 'fresh' ? 'kept' : 'greyed' })
    }
    seen.add(row.name)
  }
  for (const tag of supported.values()) {
    if (seen.has(tag.name)) continue
    plan.writes.push({ tagId: null, tag, expiresAt: expiryOf(tag, moment.lives) })
    plan.outcomes.push({ name: tag.name, outcome: 'added' })
  }
  return plan
}
