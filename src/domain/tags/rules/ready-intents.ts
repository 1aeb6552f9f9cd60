import { minuteMs } from '../../calendar.ts'
import { type RuleOverrides, ruleValue } from '../../rules/value.ts'
import type { TagRule } from './tag-rule.ts'

/** Signs that somebody is about to buy (TAG-03, TAG-06): the evidence is younger than an intent lives, so that the tag goes grey when it is as old. */
export function readyIntents(settings: { rules: RuleOverrides }): TagRule[] {
  const freshDays = ruleValue(settings, 'TAG-03', 'days') - 1
  const dwellMs = ruleValue(settings, 'TAG-06', 'minutes') * minuteMs
  return [
    {
      key: 'intent-checkout',
      ruleId: 'TAG-03',
      name: '意向强',
      source: 'behaviour',
      kind: 'intent',
      when: { fact: 'daysSinceCheckout', is: 'atMost', value: freshDays },
      datedBy: 'checkout',
      evidence: '进入过结算',
      confidence: 0.9,
      feedsOffers: true,
    },
    {
      key: 'intent-cart',
      ruleId: 'TAG-03',
      name: '意向强',
      source: 'behaviour',
      kind: 'intent',
      when: {
        all: [
          { fact: 'cartPieces', is: 'atLeast', value: 1 },
          { fact: 'daysSinceCart', is: 'atMost', value: freshDays },
        ],
      },
      datedBy: 'cart',
      evidence: '购物车里有{cartNames}',
      confidence: 0.8,
      feedsOffers: true,
    },
    {
      key: 'intent-phone-dwell',
      ruleId: 'TAG-06',
      name: '意向强',
      source: 'behaviour',
      kind: 'intent',
      when: { fact: 'phoneDwellMs', is: 'atLeast', value: dwellMs },
      datedBy: 'phoneDwell',
      evidence: '手机上看「{phoneDwellProduct}」{phoneDwellMs}分钟',
      confidence: 0.6,
      feedsOffers: false,
    },
  ]
}
