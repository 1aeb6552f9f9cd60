import { type Fen, yuan } from '../money.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'

export type Channel = 'oneToOne' | 'suggestOneToOne' | 'group'

export interface ChannelRoute {
  channel: Channel
  ruleId: 'CHN-01'
  /** For the advisor. */
  reason: string
}

/**
 * CHN-01, C22: the channel that suits a customer's mean order value in fen: from 2000 元 (inclusive, the line of CAD-07) one
 * to one by a person, from 1500 元 (inclusive) one to one is suggested, below that the group; `undefined` = never ordered, group.
 */
export function channelRoute(averageOrderFen: Fen | undefined, rules: RuleOverrides = {}): ChannelRoute {
  const assignFen = ruleValue({ rules }, 'CAD-07', 'averageOrderFen')
  const suggestFen = ruleValue({ rules }, 'CHN-01', 'suggestFen')
  const route = (channel: Channel, reason: string): ChannelRoute => ({ channel, ruleId: 'CHN-01', reason })
  if (averageOrderFen === undefined) return route('group', '还没有订单，先走群')
  const mean = `客单价${yuan(averageOrderFen)}元`
  if (averageOrderFen >= assignFen)
    return route('oneToOne', `${mean}，达到${yuan(assignFen)}元，由专人一对一`)
  if (averageOrderFen >= suggestFen)
    return route('suggestOneToOne', `${mean}，达到${yuan(suggestFen)}元，建议一对一`)
  return route('group', `${mean}，先走群`)
}
