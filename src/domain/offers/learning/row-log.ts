import type { LoggedExperiment } from '../../learning/evaluation/logged-experiment.ts'
import { binFeature } from '../../learning/segments/feature-bins.ts'
import type { LearningRow } from './learning-row.ts'

/** An arm that was drawn more rarely cannot be told apart in two segments and two halves: it takes no part (ours). */
export const leastDraws = 40

/** What "no offer" is called among the actions. */
const none = ''
const nameOf = (armId: string | null) => armId ?? none

/** Arms drawn often enough, in the order of their names, "no offer" first. */
function frequentArms(rows: readonly LearningRow[]): string[] {
  const draws = new Map<string, number>()
  for (const { armId } of rows) draws.set(nameOf(armId), (draws.get(nameOf(armId)) ?? 0) + 1)
  return [...draws].flatMap(([name, count]) => (count >= leastDraws ? [name] : [])).sort()
}

/**
 * The rewards less the mean of their segment. No choice changes that mean, so no difference between choices changes; but
 * noise goes, and an offer that only good customers could get does not look good for that alone.
 */
function centred(rows: readonly LearningRow[]): number[] {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { segment, profitFen } of rows) {
    const { sum, count } = sums.get(segment) ?? { sum: 0, count: 0 }
    sums.set(segment, { sum: sum + profitFen, count: count + 1 })
  }
  return rows.map(({ segment, profitFen }) => {
    const { sum, count } = sums.get(segment) ?? { sum: 0, count: 1 }
    return profitFen - sum / count
  })
}

/**
 * The rows as a logged experiment: actions are the arms drawn at least `leastDraws` times (inclusive), features RFM code
 * and lifecycle stage, units the customers. Rows whose arm is rarer are left out, and the propensities of the others are
 * those among the arms that stay; on a row only the arms that could be sent are available. Null when fewer than two stay.
 */
export function rowLog(rows: readonly LearningRow[]): LoggedExperiment | null {
  const names = frequentArms(rows)
  if (names.length < 2) return null
  const places = new Map(names.map((name, place) => [name, place]))
  const kept = rows.filter(({ armId }) => places.has(nameOf(armId)))
  const stays = ({ armId }: { armId: string | null }) => places.has(nameOf(armId))
  const units = new Map<string, number>()
  for (const { customerId } of kept) if (!units.has(customerId)) units.set(customerId, units.size)
  const menus = kept.map(({ arms }) => new Set(arms.filter(stays).map(({ armId }) => nameOf(armId))))
  return {
    actionCount: names.length,
    actions: kept.map(({ armId }) => places.get(nameOf(armId)) ?? 0),
    rewards: centred(kept),
    propensities: kept.map(({ arms, armId }) => {
      const total = arms.filter(stays).reduce((sum, { propensity }) => sum + propensity, 0)
      return (arms.find((arm) => arm.armId === armId)?.propensity ?? total) / total
    }),
    features: [
      binFeature(
        'rfm',
        kept.map(({ segment }) => segment.split('/')[0] ?? ''),
      ),
      binFeature(
        'stage',
        kept.map(({ segment }) => segment.split('/')[1] ?? ''),
      ),
    ],
    units: kept.map(({ customerId }) => units.get(customerId) ?? 0),
    isAvailable: (row, action) => menus[row]?.has(names[action] ?? none) ?? false,
  }
}
