import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../../src/domain/rules/catalogue.ts'
import { readCondition } from '../../../../src/domain/tags/rules/read-condition.ts'
import { readyRules } from '../../../../src/domain/tags/rules/ready-rules.ts'
import { ruleProblems } from '../../../../src/domain/tags/rules/tag-rule.ts'

describe('ready rules', () => {
  const rules = readyRules({ rules: {} })

  it('are well formed, each with a key of its own and a rule of the catalogue', () => {
    for (const rule of rules) {
      const isPerCategory = rule.each === 'category'
      expect(readCondition(rule.when, { isPerCategory }).problems, rule.key).toEqual([])
      expect(ruleProblems(rule), rule.key).toEqual([])
      expect(Object.keys(catalogue)).toContain(rule.ruleId)
    }
    expect(new Set(rules.map(({ key }) => key)).size).toBe(rules.length)
  })

  it('carry out TAG-03 to TAG-08 and TAG-11', () => {
    expect(new Set(rules.map(({ ruleId }) => ruleId))).toEqual(
      new Set(['TAG-03', 'TAG-04', 'TAG-05', 'TAG-06', 'TAG-07', 'TAG-08', 'TAG-11']),
    )
  })
})
