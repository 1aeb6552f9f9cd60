import { type RuleOverrides, ruleValue } from '../../rules/value.ts'
import type { TagRule } from './tag-rule.ts'

/** Categories in which people are told apart by the stage they are in, never by age (TAG-08). */
const stageCategories = ['孕期护理', '母婴'] as const
const stages = ['备孕', '孕期', '产后', '6个月+'] as const

/** What the customer looks at (TAG-05), and two notes that only steer the talk (TAG-07, TAG-08). */
export function readyInterests(settings: { rules: RuleOverrides }): TagRule[] {
  const interestViews = ruleValue(settings, 'TAG-05', 'views')
  const serviceViews = ruleValue(settings, 'TAG-07', 'views')
  return [
    {
      key: 'category-interest',
      ruleId: 'TAG-05',
      name: '{category}',
      source: 'behaviour',
      kind: 'interest',
      each: 'category',
      when: { fact: 'category.views30d', is: 'atLeast', value: interestViews },
      datedBy: 'category',
      evidence: '30天内浏览{category}{category.views30d}次',
      confidence: 0.7,
      feedsOffers: true,
    },
    {
      key: 'service-first',
      ruleId: 'TAG-07',
      name: '优先介绍服务',
      source: 'behaviour',
      kind: 'interest',
      each: 'category',
      when: {
        all: [
          { fact: 'device', is: 'equals', value: 'ios' },
          { fact: 'category.views30d', is: 'atLeast', value: serviceViews },
        ],
      },
      datedBy: 'category',
      evidence: '反复看{category}（{category.views30d}次）；先介绍高端服务，价格与优惠不因设备而变',
      confidence: 0.5,
      feedsOffers: false,
    },
    {
      key: 'stage-unknown',
      ruleId: 'TAG-08',
      name: '先问阶段',
      source: 'behaviour',
      kind: 'interest',
      when: {
        all: [
          {
            any: stageCategories.map((category) => ({
              fact: 'category.views30d' as const,
              category,
              is: 'atLeast' as const,
              value: 1,
            })),
          },
          { not: { fact: 'tags', is: 'includesAny', value: stages } },
        ],
      },
      evidence: '看过按阶段区分的品类，还不知道处于哪个阶段；请先问，不按年龄猜',
      confidence: 0.9,
      feedsOffers: false,
    },
  ]
}
