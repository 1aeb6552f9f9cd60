import { type RuleOverrides, ruleValue } from '../../rules/value.ts'
import type { TagRule } from './tag-rule.ts'

/** Who the customer is by orders, RFM and social behaviour together (TAG-04, TAG-11). */
export function readySegments(settings: { rules: RuleOverrides }): TagRule[] {
  const premiumFen = ruleValue(settings, 'TAG-04', 'averageOrderFen')
  return [
    {
      key: 'high-end',
      ruleId: 'TAG-04',
      name: '高端人群',
      source: 'data',
      kind: 'interest',
      when: {
        all: [
          { fact: 'averageOrderFen', is: 'atLeast', value: premiumFen },
          { fact: 'highestViewedPriceFen', is: 'atLeast', value: premiumFen },
        ],
      },
      datedBy: 'dearestView',
      evidence: '客单{averageOrderFen}元，看过高端线（{highestViewedPriceFen}元）',
      confidence: 0.7,
      feedsOffers: true,
    },
    {
      key: 'regular',
      ruleId: 'TAG-11',
      name: '老客',
      source: 'data',
      kind: 'fact',
      when: { fact: 'orderCount', is: 'atLeast', value: 4 },
      evidence: '累计下单{orderCount}次',
      confidence: 1,
      feedsOffers: true,
    },
    {
      key: 'voice',
      ruleId: 'TAG-11',
      name: '乐于分享',
      source: 'data',
      kind: 'interest',
      when: {
        all: [
          {
            any: [
              { fact: 'rfmSegment', is: 'oneOf', value: ['important-value', 'general-value'] },
              { fact: 'purchaseDays', is: 'atLeast', value: 2 },
            ],
          },
          {
            any: [
              { fact: 'shares30d', is: 'atLeast', value: 1 },
              { fact: 'interactions30d', is: 'atLeast', value: 5 },
            ],
          },
          { not: { fact: 'hasOpenComplaint', is: 'equals', value: true } },
        ],
      },
      evidence: '买过{purchaseDays}天，30天内分享{shares30d}次、互动{interactions30d}次',
      confidence: 0.6,
      feedsOffers: true,
    },
  ]
}
