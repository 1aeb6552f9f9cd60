import { actionLaterRules } from './families/actions-later.ts'
import { actionNowRules } from './families/actions-now.ts'
import { cadenceRules } from './families/cadence.ts'
import { checkoutRules } from './families/checkout.ts'
import { contentRules } from './families/content.ts'
import { groupRules } from './families/groups.ts'
import { memberRules } from './families/members.ts'
import { metricRules } from './families/metrics.ts'
import { offerDesignRules } from './families/offer-designs.ts'
import { offerLimitRules } from './families/offer-limits.ts'
import { segmentRules } from './families/segments.ts'
import { tagRules } from './families/tags.ts'
import { abuseRules } from './own-abuse.ts'
import { ownGuards } from './own-guards.ts'
import { ownRules } from './own.ts'
import type { Rule } from './rule.ts'

/** Every rule, each with its defaults: the one place where their numbers stand. */
export const catalogue = {
  ...tagRules,
  ...segmentRules,
  ...offerLimitRules,
  ...offerDesignRules,
  ...memberRules,
  ...actionNowRules,
  ...actionLaterRules,
  ...cadenceRules,
  ...contentRules,
  ...groupRules,
  ...checkoutRules,
  ...metricRules,
  ...ownRules,
  ...ownGuards,
  ...abuseRules,
}

export type RuleId = keyof typeof catalogue

/** The names of a rule's numbers. */
export type ValueName<Id extends RuleId> = keyof (typeof catalogue)[Id]['values'] & string

/** One number of one rule, as settings name it: "OFF-01.percent". */
export type RuleKey = { [Id in RuleId]: `${Id}.${ValueName<Id>}` }[RuleId]

export const ruleIds = Object.keys(catalogue) as readonly RuleId[]

const rules: Readonly<Record<RuleId, Rule>> = catalogue

/** The entry of a rule. */
export function ruleOf(id: RuleId): Rule {
  return rules[id]
}
