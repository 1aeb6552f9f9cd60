import type { Trigger } from '../trigger.ts'
import { isQuietNewUser, longGone, mayLeave, newUserAlertDays, nudge, recallable } from './quiet.ts'

/** The relation itself needs care. */
export const relationTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-13',
    title: '发一句私人问候,不带券',
    kind: 'talk',
    urgency: 'this-week',
    value: 2,
    because: '几天没动静,一句话就能续上',
    offers: 'none',
    scriptStep: 'attention',
    fires: (facts) => (isQuietNewUser(facts) ? null : nudge(facts)),
  },
  {
    ruleId: 'NBA-13',
    detailRuleId: 'C2',
    title: '新客安静了,今天问一句,不带券',
    kind: 'talk',
    urgency: 'today',
    value: 3,
    because: '新客第一个月最容易走',
    offers: 'none',
    scriptStep: 'attention',
    fires: (facts) => {
      const evidence = isQuietNewUser(facts) ? nudge(facts) : null
      return (
        evidence && [
          ...evidence,
          `添加${facts.daysSinceAdded ?? 0}天,新客满${newUserAlertDays}天没动静要提醒`,
        ]
      )
    },
  },
  {
    ruleId: 'NBA-14',
    title: '先请她领免费小样,不急着发券',
    talkTitle: '先关心近况,不急着发券',
    kind: 'offer',
    urgency: 'this-week',
    value: 4,
    because: '可能正在离开,小样比折扣留人',
    offers: ['sample'],
    scriptStep: 'attention',
    fires: mayLeave,
  },
  {
    ruleId: 'NBA-15',
    title: '唤醒:先关心,再给权益',
    talkTitle: '唤醒:先关心近况',
    kind: 'offer',
    urgency: 'this-week',
    value: 3,
    because: '沉默客户回得少,一周一两次就够',
    offers: 'best',
    scriptStep: 'attention',
    fires: recallable,
  },
  {
    ruleId: 'NBA-17',
    title: '90天没有往来,专门回访',
    kind: 'talk',
    urgency: 'this-week',
    value: 3,
    because: '曾经高价值,值得再试',
    offers: 'none',
    scriptStep: 'attention',
    fires: longGone(true),
  },
  {
    ruleId: 'NBA-17',
    title: '90天没有往来,放入慢池',
    kind: 'talk',
    urgency: 'when-free',
    value: 1,
    because: '价值不高,不占顾问时间',
    offers: 'none',
    fires: longGone(false),
  },
]
