import { dayMs } from '../calendar.ts'
import type { RuleOverrides } from '../rules/value.ts'
import { ruleValue } from '../rules/value.ts'

/** Why a merge can't be undone. */
export type UnmergeRefusal = 'undone' | 'tooOld' | 'oldRecord' | 'aged' | 'mergedOn' | 'laterMerge'

const texts: Readonly<Record<UnmergeRefusal, string>> = {
  undone: '这次合并已经撤销过了',
  tooOld: '合并已久，不能再撤销',
  oldRecord: '合并时记录的信息不够，不能撤销',
  aged: '合并后有订单过了留存期，已经汇总，不能再拆开',
  mergedOn: '保留的客户后来又并入了别人，请先撤销那一次',
  laterMerge: '之后又有客户并入，请先撤销后来的那一次',
}

export interface MergeState {
  isUndone: boolean
  mergedAt: number
  /** The record holds what an undo needs. */
  isRecorded: boolean
  /** Orders of the kept customer were summed up past the retention since. */
  isAged: boolean
  /** The kept customer was merged into another since. */
  isMergedOn: boolean
  /** Another was merged into the kept customer since. */
  hasLaterMerge: boolean
}

/** UNMERGE: the last instant, inclusive, at which a merge can be undone. */
export function unmergeUntil(mergedAt: number, rules: RuleOverrides): number {
  return mergedAt + ruleValue({ rules }, 'UNMERGE', 'days') * dayMs
}

/**
 * Why a merge can't be undone at `asOf`, or null. Merges of one customer are undone in the reverse order, so that each finds what
 * it left; up to UNMERGE's days (inclusive, of 24 hours) it is known which identity brought what came later. Source: ours.
 */
export function unmergeRefusal(merge: MergeState, asOf: number, rules: RuleOverrides): UnmergeRefusal | null {
  if (merge.isUndone) return 'undone'
  if (!merge.isRecorded) return 'oldRecord'
  if (asOf > unmergeUntil(merge.mergedAt, rules)) return 'tooOld'
  if (merge.isMergedOn) return 'mergedOn'
  if (merge.isAged) return 'aged'
  return merge.hasLaterMerge ? 'laterMerge' : null
}

export function unmergeRefusalText(refusal: UnmergeRefusal): string {
  return texts[refusal]
}
