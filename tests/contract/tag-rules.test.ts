import { describe, expect, it } from 'vitest'
import { tagRuleSchema, tagRulesSchema } from '../../src/contract/tag-rules.ts'
import { readyRules } from '../../src/domain/tags/rules/ready-rules.ts'

const rule = {
  key: 'regular',
  ruleId: 'TAG-11',
  name: '老客',
  source: 'data',
  kind: 'fact',
  when: { fact: 'orderCount', is: 'atLeast', value: 4 },
  evidence: '下单{orderCount}次',
  confidence: 1,
  feedsOffers: true,
}
const problems = (json: unknown) =>
  tagRuleSchema.safeParse(json).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('tag rules as data', () => {
  it('the ready rules survive JSON as they are', () => {
    const rules = readyRules({ rules: {} })
    expect(tagRulesSchema.parse(JSON.parse(JSON.stringify(rules)))).toEqual(rules)
  })

  it.each([
    [{ when: { any: [{ fact: 'age', is: 'atLeast', value: 18 }] } }, 'when.any.0.fact: unknown fact "age"'],
    [{ when: undefined }, 'when: must be a comparison or one of all, any, not'],
    [{ evidence: '{age}' }, 'evidence: unknown fact "age"'],
    [
      { when: { fact: 'device', is: 'equals', value: 'ios' } },
      'feedsOffers: must be false: a device never decides an offer (TAG-07)',
    ],
  ])('refuses %j with its path', (changes, problem) => {
    expect(problems({ ...rule, ...changes })).toEqual([problem])
  })

  it.each([
    { confidence: 1.1 },
    { confidence: -0.1 },
    { key: 'Regular' },
    { ruleId: 'regular' },
    { name: '' },
    { kind: 'mood' },
    { each: 'product' },
    { discountFen: 100 },
  ])('refuses %j', (changes) => {
    expect(tagRuleSchema.safeParse({ ...rule, ...changes }).success).toBe(false)
  })

  it('refuses two rules with one key, and more than 100', () => {
    expect(tagRulesSchema.safeParse([rule, rule]).error?.issues[0]?.path).toEqual([1, 'key'])
    const many = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ ...rule, key: `r${place}` }))
    expect(tagRulesSchema.safeParse(many(100)).success).toBe(true)
    expect(tagRulesSchema.safeParse(many(101)).success).toBe(false)
  })
})
