import { triggers } from './fired-triggers.ts'
import { lightCare } from './next-steps.ts'

const titles = new Map<string, string>()
for (const { ruleId, title } of [...triggers, lightCare]) if (!titles.has(ruleId)) titles.set(ruleId, title)

/** The title of the first step of a rule, for lists; undefined for an id that calls for nothing. */
export function stepTitle(ruleId: string): string | undefined {
  return titles.get(ruleId)
}
