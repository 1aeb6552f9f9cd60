import { valueTierNames, type ValueTier } from '../../customers/stages.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import { segmentName, type RfmSegment } from '../../rfm/segment.ts'
import { ruleValue } from '../../rules/value.ts'
import type { Trigger } from '../trigger.ts'

/** SEG-05: the group that suits a value tier. */
const groupNames: Record<ValueTier, string> = {
  potential: '福利群',
  active: '会员群',
  high: 'VIP群',
  dormant: '召回群',
}

/** SEG-05: the tier and the group that suits it, as one sentence. */
export function groupText({ valueTier }: Pick<CustomerFacts, 'valueTier'>): string {
  return `${valueTierNames[valueTier]}客户，适合${groupNames[valueTier]}`
}

function inSegment(segment: RfmSegment): Trigger['fires'] {
  return (facts) =>
    facts.rfm?.segment === segment ? [`RFM属于${segmentName(segment)}`, groupText(facts)] : null
}

/** NBA-21: what a segment calls for; SEG-01..03 and SEG-06 say what to do. */
export const segmentTriggers: readonly Trigger[] = [
  {
    ruleId: 'NBA-21',
    detailRuleId: 'SEG-03',
    title: '回访，问问近况和原因',
    kind: 'human',
    urgency: 'this-week',
    value: 4,
    because: '买得多又久未来，一对一才留得住',
    offers: 'own',
    scriptStep: 'attention',
    fires: inSegment('important-keep'),
  },
  {
    ruleId: 'NBA-21',
    detailRuleId: 'SEG-02',
    title: '推拼团或组合，提高购买次数',
    talkTitle: '聊聊她常用的，推荐组合',
    kind: 'offer',
    urgency: 'this-week',
    value: 3,
    because: '客单高，次数还少',
    offers: ['groupBuy', 'bundle'],
    scriptStep: 'desire',
    fires: inSegment('important-develop'),
  },
  {
    ruleId: 'NBA-21',
    detailRuleId: 'SEG-06',
    title: '邀请VIP限量首发',
    talkTitle: '请VIP先看新品，听听想法',
    kind: 'offer',
    urgency: 'this-week',
    value: 3,
    because: '老客看重专属，不看重折扣',
    offers: ['preorder', 'service'],
    scriptStep: 'interest',
    fires: (facts) =>
      facts.isVip ? [`复购满${ruleValue(facts, 'SEG-06', 'repurchases')}次的VIP`, groupText(facts)] : null,
  },
  {
    ruleId: 'NBA-21',
    detailRuleId: 'SEG-01',
    title: '专人服务，问问还需要什么',
    kind: 'human',
    urgency: 'this-week',
    value: 3,
    because: '近、多、贵都占，服务好就会再来',
    offers: 'own',
    scriptStep: 'interest',
    fires: inSegment('important-value'),
  },
]
