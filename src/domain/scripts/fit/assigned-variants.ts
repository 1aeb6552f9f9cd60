import { assignVariant } from '../../experiments/assignment.ts'
import type { Script } from '../script.ts'

/**
 * The scripts of A/B groups that this customer gets, and those kept for others. A group is a script with all that name it in
 * `variantOf`; the same customer always gets the same one while the group and its weights stay. A group without weight
 * or with one script is no test: nothing of it is set apart. Independent of the order of `scripts`.
 */
export function assignedVariants(
  scripts: readonly Pick<Script, 'scriptId' | 'variantOf' | 'weight'>[],
  assignmentKey: string,
): { assigned: ReadonlySet<string>; setApart: ReadonlySet<string> } {
  const groups = new Map<string, { variantId: string; weight: number }[]>()
  for (const { scriptId, variantOf, weight } of scripts) {
    const group = groups.get(variantOf ?? scriptId) ?? []
    group.push({ variantId: scriptId, weight })
    groups.set(variantOf ?? scriptId, group)
  }
  const assigned = new Set<string>()
  const setApart = new Set<string>()
  for (const [groupId, variants] of groups) {
    if (variants.length < 2 || !variants.some(({ weight }) => weight > 0)) continue
    variants.sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
    const chosen = assignVariant(assignmentKey, groupId, variants)
    for (const { variantId } of variants) (variantId === chosen ? assigned : setApart).add(variantId)
  }
  return { assigned, setApart }
}
