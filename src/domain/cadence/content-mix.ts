import { localDay } from '../calendar.ts'
import type { CadenceStage } from '../customers/stages.ts'
import { ruleValue, type RuleOverrides } from '../rules/value.ts'
import { contentNames, type ContentType } from './content-type.ts'
import { type SharePart, wholePercents } from './shares.ts'
import type { Touch } from './touch-grouping.ts'

/** The mix looks back this many local days, today included: a month. */
const mixDays = 30

export interface MixPart extends SharePart {
  contentType: ContentType
  /** For staff; the offers of a silent customer are 权益. */
  name: string
  /** Of the plan of the stage; 0 for content that it does not name. */
  targetPercent: number
}

export interface ContentMix {
  total: number
  /** The plan first, in its order, then what was sent beside it. Percentages sum to 100 unless nothing was sent. */
  parts: MixPart[]
}

type Target = Pick<MixPart, 'contentType' | 'name' | 'targetPercent'>

function target(contentType: ContentType, targetPercent: number, name = contentNames[contentType]): Target {
  return { contentType, name, targetPercent }
}

/** CAD-01..03: what the touches of this stage should carry, in percent; the mature are as the active (C3). */
export function mixTargets(stage: CadenceStage, rules: RuleOverrides = {}): Target[] {
  const settings = { rules }
  if (stage === 'new') {
    return [
      target('welcome', ruleValue(settings, 'CAD-01', 'welcomePercent')),
      target('education', ruleValue(settings, 'CAD-01', 'educationPercent')),
      target('offer', ruleValue(settings, 'CAD-01', 'offerPercent'), '轻优惠'),
    ]
  }
  if (stage === 'silent') {
    return [
      target('recall', ruleValue(settings, 'CAD-03', 'recallPercent')),
      target('offer', ruleValue(settings, 'CAD-03', 'benefitPercent'), '权益'),
    ]
  }
  return [
    target('question', ruleValue(settings, 'CAD-02', 'questionPercent')),
    target('know-how', ruleValue(settings, 'CAD-02', 'knowHowPercent')),
    target('offer', ruleValue(settings, 'CAD-02', 'offerPercent')),
  ]
}

/**
 * What this customer got in the last 30 local days beside what the stage plans. Each touch counts once for each kind of
 * content in it; service messages and replies have no share.
 */
export function contentMix(
  touches: readonly Touch[],
  stage: CadenceStage,
  when: { asOf: number; timeZone: string },
  rules: RuleOverrides = {},
): ContentMix {
  const since = localDay(when.asOf, when.timeZone) - mixDays
  const counts = new Map<ContentType, number>()
  for (const { startedAt, bubbles } of touches) {
    if (startedAt > when.asOf || localDay(startedAt, when.timeZone) <= since) continue
    const planned = bubbles.filter(({ contentType, isReply }) => contentType !== 'service' && !isReply)
    for (const type of new Set(planned.map(({ contentType }) => contentType)))
      counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  const targets = mixTargets(stage, rules)
  const beside = [...counts.keys()]
    .filter((type) => targets.every(({ contentType }) => contentType !== type))
    .sort()
    .map((type) => target(type, 0))
  const all = [...targets, ...beside]
  const shares = wholePercents(all.map(({ contentType }) => counts.get(contentType) ?? 0))
  return {
    total: [...counts.values()].reduce((sum, count) => sum + count, 0),
    parts: all.map((part, index) => ({ ...part, ...(shares[index] ?? { count: 0, percent: 0 }) })),
  }
}
