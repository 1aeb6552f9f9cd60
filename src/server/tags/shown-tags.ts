import type { Tag as ShownTag } from '../../contract/tags.ts'
import { reviewDueDays, tagLife, type TagFreshness, type TagMoment } from '../../domain/tags/tag-life.ts'
import type { TagRule } from '../../domain/tags/rules/tag-rule.ts'
import type { Tag, TagKind } from '../../domain/tags/tag.ts'
import type { TagRecord } from './repository.ts'
import type { TagSync } from './sync.ts'

interface AgedTag extends ShownTag {
  kind: TagKind
  assignedAt: number
  freshness: TagFreshness
}

const kindOrder: readonly TagKind[] = ['intent', 'interest', 'fact']

function evidenceOf({ source, evidence, createdAt }: TagRecord, moment: TagMoment, isFixed: boolean): string {
  if (source === 'corp' && isFixed) return `${evidence}；只读，请在企业微信里修改`
  if (source !== 'manual') return evidence
  const days = reviewDueDays(createdAt, moment)
  return days === null ? evidence : `${evidence}；已${days}天，请确认是否还准确`
}

export function storedTag(
  row: TagRecord,
  moment: TagMoment,
  ruleIds: ReadonlyMap<string, string> = new Map(),
  sync: TagSync = {},
): AgedTag {
  const kind = row.kind as TagKind
  const { unsynced } = sync
  const isRemovable = row.source === 'manual' || sync.isMarkable === true
  const life = tagLife({ kind, assignedAt: row.createdAt, expiresAt: row.expiresAt }, moment)
  return {
    tagId: row.tagId,
    name: row.name,
    source: row.source as ShownTag['source'],
    kind,
    evidence: evidenceOf(row, moment, !isRemovable),
    confidence: row.confidence,
    ruleId: row.ruleKey === null ? null : (ruleIds.get(row.ruleKey) ?? null),
    isRemovable,
    ...(unsynced ? { unsynced } : {}),
    assignedAt: row.createdAt,
    isGreyed: life.freshness === 'greyed',
    ...life,
  }
}

function derivedTag(tag: Tag, moment: TagMoment): AgedTag {
  const { name, source, kind, evidence, confidence, ruleId, assignedAt } = tag
  const life = tagLife({ kind, assignedAt }, moment)
  const isGreyed = life.freshness === 'greyed'
  const tagId = `derived:${tag.ruleKey ?? kind}:${name}`
  return {
    tagId,
    name,
    source,
    kind,
    evidence,
    confidence,
    ruleId,
    isRemovable: false,
    assignedAt,
    isGreyed,
    ...life,
  }
}

function order(a: AgedTag, b: AgedTag): number {
  return (
    Number(a.isGreyed) - Number(b.isGreyed) ||
    kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
    b.assignedAt - a.assignedAt ||
    (a.name < b.name ? -1 : 1)
  )
}

/** Without what only the order needs. */
export function withoutAge({ kind: _k, assignedAt: _a, freshness: _f, ...tag }: AgedTag): ShownTag {
  return tag
}

/**
 * What the facts support and what is stored, without what ended long ago. Of tags with one name the fresh one is shown;
 * what the facts support stands before the store's own, and that before the follower's.
 */
export function shownTags(
  stored: readonly TagRecord[],
  derived: readonly Tag[],
  moment: TagMoment,
  rules: readonly Pick<TagRule, 'key' | 'ruleId'>[] = [],
  syncOf: (row: TagRecord) => TagSync = () => ({}),
): ShownTag[] {
  const ruleIds = new Map(rules.map(({ key, ruleId }) => [key, ruleId]))
  const aged = stored.map((row) => ({
    tag: storedTag(row, moment, ruleIds, syncOf(row)),
    isOwn: row.userId === null,
  }))
  const all = [
    ...derived.map((tag) => derivedTag(tag, moment)),
    ...aged.filter(({ isOwn }) => isOwn).map(({ tag }) => tag),
    ...aged.filter(({ isOwn }) => !isOwn).map(({ tag }) => tag),
  ]
  const byName = new Map<string, AgedTag>()
  for (const tag of all) {
    if (tag.freshness === 'dropped') continue
    const known = byName.get(tag.name)
    if (!known || (known.isGreyed && !tag.isGreyed)) byName.set(tag.name, tag)
  }
  return [...byName.values()].sort(order).map(withoutAge)
}
