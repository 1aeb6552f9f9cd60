import { ruleValue, type RuleOverrides } from '../../rules/value.ts'
import { type SharePart, wholePercents } from '../shares.ts'
import { type GroupPushKind, isPromotionKind } from './push-kind.ts'

export type GroupContent = 'useful' | 'interactive' | 'conversion'

/** What the mix reads of a push: content that sells all the same is no useful content. */
export interface MixedPush {
  kind: GroupPushKind
  isPromotion?: boolean
}

function contentOf({ kind, isPromotion = false }: MixedPush): GroupContent {
  if (isPromotion || isPromotionKind(kind)) return 'conversion'
  return kind === 'interaction' ? 'interactive' : 'useful'
}

export interface GroupMixPart extends SharePart {
  content: GroupContent
  name: string
  targetPercent: number
}

/** CON-01: the shares of useful, interactive and selling content among these pushes beside 70, 20 and 10 percent. */
export function groupMix(pushes: readonly MixedPush[], rules: RuleOverrides = {}): GroupMixPart[] {
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
    targets.map(({ content }) => pushes.filter((push) => contentOf(push) === content).length),
  )
  return targets.map((part, index) => ({ ...part, ...(shares[index] ?? { count: 0, percent: 0 }) }))
}
