import type { Tag } from '../../contract/panel.ts'
import { localDay } from '../../domain/calendar.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import { deriveTags } from '../../domain/tags/derive-tags.ts'
import { daysLeft, greyDays, tagFreshness, type TagFreshness } from '../../domain/tags/tag-life.ts'
import type { TagKind } from '../../domain/tags/tag.ts'
import type { TagRecord } from './repository.ts'

interface AgedTag extends Tag {
  kind: TagKind
  assignedAt: number
  freshness: TagFreshness
}

const kindOrder: readonly TagKind[] = ['intent', 'interest', 'fact']

function storedLife(
  { kind, createdAt, expiresAt }: TagRecord,
  asOf: number,
  timeZone: string,
): { daysLeft: number | null; freshness: TagFreshness } {
  if (expiresAt === null) {
    const tag = { kind: kind as TagKind, assignedAt: createdAt }
    return { daysLeft: daysLeft(tag, asOf, timeZone), freshness: tagFreshness(tag, asOf, timeZone) }
  }
  const left = localDay(expiresAt, timeZone) - localDay(asOf, timeZone)
  if (left > 0) return { daysLeft: left, freshness: 'fresh' }
  return { daysLeft: 0, freshness: left > -greyDays ? 'greyed' : 'dropped' }
}

function storedTag(row: TagRecord, asOf: number, timeZone: string): AgedTag {
  const life = storedLife(row, asOf, timeZone)
  return {
    tagId: row.tagId,
    name: row.name,
    source: row.source as Tag['source'],
    kind: row.kind as TagKind,
    evidence: row.evidence,
    confidence: row.confidence,
    assignedAt: row.createdAt,
    isGreyed: life.freshness === 'greyed',
    ...life,
  }
}

function derivedTags(facts: CustomerFacts, asOf: number): AgedTag[] {
  return deriveTags(facts).map((tag) => {
    const freshness = tagFreshness(tag, asOf, facts.timeZone)
    return {
      tagId: `derived:${tag.ruleId ?? tag.kind}:${tag.name}`,
      name: tag.name,
      source: tag.source,
      kind: tag.kind,
      evidence: tag.evidence,
      confidence: null,
      assignedAt: tag.assignedAt,
      daysLeft: daysLeft(tag, asOf, facts.timeZone),
      freshness,
      isGreyed: freshness === 'greyed',
    }
  })
}

function order(a: AgedTag, b: AgedTag): number {
  return (
    Number(a.isGreyed) - Number(b.isGreyed) ||
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
    b.assignedAt - a.assignedAt ||
    (a.name < b.name ? -1 : 1)
  )
}

/**
 * What the facts support and what is stored, without what ended long ago. Of tags with one name the fresh one is shown;
 * what the facts support stands before the store's own, and that before the follower's.
 */
export function shownTags(stored: readonly TagRecord[], facts: CustomerFacts, asOf: number): Tag[] {
  const aged = stored.map((row) => ({
    tag: storedTag(row, asOf, facts.timeZone),
    isOwn: row.userId === null,
  }))
  const all = [
    ...derivedTags(facts, asOf),
    ...aged.filter(({ isOwn }) => isOwn).map(({ tag }) => tag),
    ...aged.filter(({ isOwn }) => !isOwn).map(({ tag }) => tag),
  ]
  const byName = new Map<string, AgedTag>()
  for (const tag of all) {
    if (tag.freshness === 'dropped') continue
    const known = byName.get(tag.name)
    if (!known || (known.isGreyed && !tag.isGreyed)) byName.set(tag.name, tag)
  }
  return [...byName.values()]
    .sort(order)
    .map(({ kind: _kind, assignedAt: _assignedAt, freshness: _freshness, ...tag }) => tag)
}
