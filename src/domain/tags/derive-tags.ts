import type { TagFacts } from './facts/tag-facts.ts'
import { fillEvidence } from './rules/evidence.ts'
import { holds } from './rules/holds.ts'
import type { TagRule } from './rules/tag-rule.ts'
import type { Tag } from './tag.ts'

function assignedAt({ datedBy }: TagRule, facts: TagFacts, category: string | null): number {
  if (datedBy === undefined) return facts.asOf
  if (datedBy !== 'category') return facts.instants[datedBy] ?? facts.asOf
  return (category === null ? undefined : facts.categories.get(category)?.lastViewedAt) ?? facts.asOf
}

function tagOf(rule: TagRule, facts: TagFacts, category: string | null): Tag {
  const { key, ruleId, source, kind, confidence } = rule
  return {
    name: rule.name.replaceAll('{category}', category ?? ''),
    source,
    kind,
    assignedAt: assignedAt(rule, facts, category),
    evidence: fillEvidence(rule.evidence, facts, category),
    confidence,
    ruleKey: key,
    ruleId,
  }
}

/**
 * The tags that the facts support by these rules (TAG-04..08, TAG-11), each with its evidence; the latest evidence first,
 * then by name. Of several rules for one name the first that holds counts, of its categories the one looked at last.
 */
export function deriveTags(facts: TagFacts, rules: readonly TagRule[]): Tag[] {
  const categories = [...facts.categories]
    .sort(([a, one], [b, other]) => other.lastViewedAt - one.lastViewedAt || (a < b ? -1 : 1))
    .map(([category]) => category)
  const byName = new Map<string, Tag>()
  for (const rule of rules) {
    for (const category of rule.each === 'category' ? categories : [null]) {
      if (!holds(rule.when, facts, category)) continue
      const tag = tagOf(rule, facts, category)
      if (!byName.has(tag.name)) byName.set(tag.name, tag)
    }
  }
  return [...byName.values()].sort((a, b) => b.assignedAt - a.assignedAt || (a.name < b.name ? -1 : 1))
}
