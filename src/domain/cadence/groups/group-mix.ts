import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import { type SharePart, wholePercents } from '../shares.ts'
import type { GroupPush, GroupPushKind } from './group-meter.ts'

export type GroupContent = 'useful' | 'interactive' | 'conversion'

const contentOf: Record<GroupPushKind, GroupContent> = {
  content: 'useful',
  interaction: 'interactive',
  benefit: 'conversion',
  flashSale: 'conversion',
}

export interface GroupMixPart extends SharePart {
  content: GroupContent
  name: string
  targetPercent: number
}

/** CON-01: the shares of useful, interactive and selling content among these pushes beside 70, 20 and 10 percent. */
export function groupMix(
  pushes: readonly Pick<GroupPush, 'kind'>[],
  rules: RuleOverrides = {},
): GroupMixPart[] {
  const settings = { rules }
  const targets: Omit<GroupMixPart, keyof SharePart>[] = [
    { content: 'useful', name: '有用', targetPercent: ruleValue(settings, 'CON-01', 'usefulPercent') },
    {
      content: 'interactive',
      name: '互动',
      targetPercent: ruleValue(settings, 'CON-01', 'interactivePercent'),
    },
    {
      content: 'conversion',
      name: '转化',
      targetPercent: ruleValue(settings, 'CON-01', 'conversionPercent'),
    },
  ]
  const shares = wholePercents(
    targets.map(({ content }) => pushes.filter(({ kind }) => contentOf[kind] === content).length),
  )
  return targets.map((part, index) => ({ ...part, ...(shares[index] ?? { count: 0, percent: 0 }) }))
}
