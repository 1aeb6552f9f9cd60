import type { InstantName } from '../facts/tag-facts.ts'
import type { TagKind } from '../tag.ts'
import { comparisonsOf, type Condition } from './condition.ts'
import { placeholdersOf } from './evidence.ts'
import { isCategoryFact, kindOf } from './fact-kinds.ts'
import type { Problem } from './read-comparison.ts'

/** A tag and when a customer has it, as data. */
export interface TagRule {
  /** Its own id within the store. */
  key: string
  /** The rule of the catalogue that it carries out. */
  ruleId: string
  /** May hold `{category}` in a rule tried for each. */
  name: string
  /** TAG-11: from the shop's data or from behaviour. */
  source: 'data' | 'behaviour'
  kind: TagKind
  /** `category`: tried for every category that was looked at, and given for each in which it holds. */
  each?: 'category'
  when: Condition
  /** The instant that dates the evidence; absent = the moment of looking. */
  datedBy?: InstantName
  /** A sentence with facts in braces. */
  evidence: string
  /** How often the tag is taken to be right, 0 to 1, until an audience has been measured. */
  confidence: number
  /** Whether offers may read the tag; never where a device has a say (TAG-07). */
  feedsOffers: boolean
}

/** TAG-07: whether what the device tells has a say in the rule. */
export function usesDevice({ when, datedBy }: Pick<TagRule, 'when' | 'datedBy'>): boolean {
  return datedBy === 'phoneDwell' || comparisonsOf(when).some(({ fact }) => kindOf(fact)?.isDevice === true)
}

/** What is wrong with a rule beyond its condition: braces that name nothing, categories nobody chose, device in offers (TAG-07). */
export function ruleProblems(rule: TagRule): Problem[] {
  const problems: Problem[] = []
  const isPerCategory = rule.each === 'category'
  for (const key of ['name', 'evidence'] as const) {
    for (const name of placeholdersOf(rule[key])) {
      const isKnown = name === 'category' || (key === 'evidence' && kindOf(name) !== null)
      if (!isKnown) problems.push({ path: [key], message: `unknown fact "${name}"` })
      else if (!isPerCategory && (name === 'category' || isCategoryFact(name)))
        problems.push({ path: [key], message: `{${name}} needs a rule tried for each category` })
    }
  }
  if (rule.datedBy === 'category' && !isPerCategory)
    problems.push({ path: ['datedBy'], message: '"category" needs a rule tried for each category' })
  if (rule.feedsOffers && usesDevice(rule))
    problems.push({
      path: ['feedsOffers'],
      message: 'must be false: a device never decides an offer (TAG-07)',
    })
  return problems
}

/** Whether offers may read a tag of this rule; a tag whose rule is unknown they may not. */
export function mayFeedOffers(ruleKey: string, rules: readonly TagRule[]): boolean {
  const rule = rules.find(({ key }) => key === ruleKey)
  return rule !== undefined && rule.feedsOffers && !usesDevice(rule)
}
