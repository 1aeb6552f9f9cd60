import type { CustomerFacts } from '../../customers/facts.ts'
import { lifecycleNames } from '../../customers/stages.ts'
import { objectionNames, type Script } from '../script.ts'
import { objectionsInPlay, type ScriptHistory, stageDistance } from './script-fit.ts'
import { isProven } from './script-usage.ts'

export const matchKinds = [
  'assigned',
  'stage',
  'objection',
  'recall',
  'unused',
  'complete',
  'proven',
] as const
export type MatchKind = (typeof matchKinds)[number]

export interface MatchReason {
  kind: MatchKind
  /** As advisors read it. */
  text: string
}

/**
 * Why a script stands where it does for this customer, in the order of the ranking; only what speaks for it. `isComplete`:
 * every variable has a value and nothing blocks the text.
 */
export function matchReasons(
  script: Script,
  facts: CustomerFacts,
  history: ScriptHistory,
  isComplete: boolean,
): MatchReason[] {
  const { scriptId, objection } = script
  const isAnswer = objection !== 'none' && objectionsInPlay(facts)[0] === objection
  const isRecall = script.contentType === 'recall' && facts.cadence === 'silent'
  const reasons: (MatchReason | false)[] = [
    (history.assigned?.has(scriptId) ?? false) && { kind: 'assigned', text: 'A/B 分到这一句' },
    stageDistance(script, facts) === 0 && {
      kind: 'stage',
      text: `阶段匹配：${lifecycleNames[facts.lifecycle]}`,
    },
    isAnswer && { kind: 'objection', text: `回应${objectionNames[objection]}` },
    isRecall && { kind: 'recall', text: '沉默客户适合' },
    !history.usedScriptIds.has(scriptId) && { kind: 'unused', text: '没对 TA 用过' },
    isComplete && { kind: 'complete', text: '变量齐全' },
    isProven(history.usage?.get(scriptId)) && { kind: 'proven', text: '常用且转化高' },
  ]
  return reasons.filter((reason): reason is MatchReason => reason !== false)
}
