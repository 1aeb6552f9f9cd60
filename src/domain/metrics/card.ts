import type { RuleId } from '../rules/catalogue.ts'
import { type Count, reachesPercent, shareOf } from './share.ts'

/** unknown: nothing to divide by; plain: no target is set for it. */
export type CardState = 'unknown' | 'plain' | 'reached' | 'below' | 'red'

/** The lines a share is held against, in percent; null where the rule names none. */
export interface CardLines {
  targetPercent: number | null
  redPercent: number | null
}

/** A target (K) on the dashboard: computed, printed with its formula, never enforced. */
export interface ShareCard extends Count, CardLines {
  ruleId: RuleId
  name: string
  /** As staff read it: "当天活跃人数/全部人数". */
  formula: string
  /** 0 to 1; null when the whole is empty. */
  share: number | null
  state: CardState
}

function stateOf(count: Count, { targetPercent, redPercent }: CardLines): CardState {
  if (count.whole === 0) return 'unknown'
  if (redPercent !== null && !reachesPercent(count, redPercent)) return 'red'
  if (targetPercent === null) return 'plain'
  return reachesPercent(count, targetPercent) ? 'reached' : 'below'
}

/** A share against its lines: reached from the target on (inclusive), red below the red line (the line itself is not red). */
export function shareCard(
  label: Pick<ShareCard, 'ruleId' | 'name' | 'formula'>,
  { part, whole }: Count,
  { targetPercent, redPercent }: CardLines = { targetPercent: null, redPercent: null },
): ShareCard {
  const count = { part, whole }
  const lines = { targetPercent, redPercent }
  return { ...label, ...count, ...lines, share: shareOf(count), state: stateOf(count, lines) }
}
