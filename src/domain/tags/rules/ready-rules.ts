import type { RuleOverrides } from '../../rules/value.ts'
import { readyIntents } from './ready-intents.ts'
import { readyInterests } from './ready-interests.ts'
import { readySegments } from './ready-segments.ts'
import type { TagRule } from './tag-rule.ts'

/** The rules that a store begins with, at its own numbers; of several for one tag the first that holds counts. */
export function readyRules(settings: { rules: RuleOverrides }): TagRule[] {
  return [...readyIntents(settings), ...readyInterests(settings), ...readySegments(settings)]
}
