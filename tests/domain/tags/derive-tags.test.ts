import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { deriveTags } from '../../../src/domain/tags/derive-tags.ts'
import { readyRules } from '../../../src/domain/tags/rules/ready-rules.ts'
import type { TagRule } from '../../../src/domain/tags/rules/tag-rule.ts'
import { asOf } from '../customers/sample-facts.ts'
import { sampleTagFacts, seen } from './sample-tag-facts.ts'

const rules = readyRules({ rules: {} })
const twoCategories = new Map([
  ...seen('精华', 5, asOf - dayMs),
  ...seen('口红', 5),
  ...seen('面膜', 5, asOf - dayMs),
])

describe('deriveTags', () => {
  it('finds nothing in nothing', () => {
    expect(deriveTags(sampleTagFacts(), rules)).toEqual([])
  })

  it('gives one tag for each category, with evidence, confidence and rule; the latest first, then by name', () => {
    const tags = deriveTags(sampleTagFacts({}, { categories: twoCategories }), rules)
    expect(tags.map(({ name }) => name)).toEqual(['口红', '精华', '面膜'])
    expect(tags[1]).toEqual({
      name: '精华',
      source: 'behaviour',
      kind: 'interest',
      assignedAt: asOf - dayMs,
      evidence: '30天内浏览精华5次',
      confidence: 0.7,
      ruleKey: 'category-interest',
      ruleId: 'TAG-05',
    })
  })

  it('of several rules for one name takes the first that holds, of its categories the one looked at last', () => {
    const rule = (key: string, least: number): TagRule => ({
      key,
      ruleId: 'TAG-05',
      name: '爱逛',
      source: 'behaviour',
      kind: 'interest',
      each: 'category',
      when: { fact: 'category.views30d', is: 'atLeast', value: least },
      datedBy: 'category',
      evidence: '看了{category}',
      confidence: 1,
      feedsOffers: true,
    })
    const facts = sampleTagFacts({}, { categories: twoCategories })
    expect(deriveTags(facts, [rule('first', 6), rule('second', 5), rule('third', 1)])).toMatchObject([
      { name: '爱逛', ruleKey: 'second', evidence: '看了口红', assignedAt: asOf },
    ])
  })

  it('does not depend on the order in which the categories are known', () => {
    const turned = new Map([...twoCategories].reverse())
    expect(deriveTags(sampleTagFacts({}, { categories: turned }), rules)).toEqual(
      deriveTags(sampleTagFacts({}, { categories: twoCategories }), rules),
    )
  })
})
