import { z } from 'zod'
import { instantNames } from '../domain/tags/facts/tag-facts.ts'
import { readCondition } from '../domain/tags/rules/read-condition.ts'
import { ruleProblems, type TagRule } from '../domain/tags/rules/tag-rule.ts'
import { tagKinds } from '../domain/tags/tag.ts'

/**
 * A tag rule as an operator writes it. `when` is read by the domain, which names the path of whatever is wrong: an unknown
 * fact, an operator or a value that does not fit, nesting or size beyond the bounds.
 */
export const tagRuleSchema = z
  .strictObject({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits and dashes'),
    ruleId: z.string().regex(/^[A-Z]{2,5}-\d\d$/, 'must be a rule id such as TAG-05'),
    name: z.string().trim().min(1).max(20),
    source: z.enum(['data', 'behaviour']),
    kind: z.enum(tagKinds),
    each: z.literal('category').optional(),
    when: z.unknown(),
    datedBy: z.enum(instantNames).optional(),
    evidence: z.string().trim().min(1).max(120),
    confidence: z.number().min(0).max(1),
    feedsOffers: z.boolean(),
  })
  .transform(({ when, each, datedBy, ...rest }, context): TagRule => {
    const { condition, problems } = readCondition(when, { isPerCategory: each === 'category' })
    for (const { path, message } of problems)
      context.addIssue({ code: 'custom', path: ['when', ...path], message })
    if (condition === null) return z.NEVER
    const rule = { ...rest, when: condition, ...(each ? { each } : {}), ...(datedBy ? { datedBy } : {}) }
    for (const { path, message } of ruleProblems(rule))
      context.addIssue({ code: 'custom', path: [...path], message })
    return rule
  })

/** All rules of a store, in the order in which they are tried. */
export const tagRulesSchema = z
  .array(tagRuleSchema)
  .max(100)
  .superRefine((rules, context) => {
    const keys = rules.map(({ key }) => key)
    for (const [place, key] of keys.entries()) {
      if (keys.indexOf(key) < place)
        context.addIssue({ code: 'custom', path: [place, 'key'], message: `"${key}" is there twice` })
    }
  })
