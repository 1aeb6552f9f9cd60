import type { LoggedExperiment } from '../../domain/learning/evaluation/logged-experiment.ts'
import { binFeature } from '../../domain/learning/segments/feature-bins.ts'
import { checkSampleRatio } from '../../domain/experiments/sample-ratio.ts'
import { EvaluateFailed } from './evaluate-failed.ts'
import type { LogOptions } from './log-options.ts'
import type { LogColumns } from './read-columns.ts'

export interface LoggedAction {
  action: string
  rows: number
  share: number
  cost: number
}

export interface LoggedFile {
  log: LoggedExperiment
  actions: LoggedAction[]
  /** Place of the "no offer" action. */
  noneAction: number | null
  warnings: string[]
}

const mostActions = 50
const leastRows = 20

/** The log with actions numbered ("no offer" first, then by name), rewards net of cost and features binned. */
export function loggedFile(columns: LogColumns, options: LogOptions): LoggedFile {
  const actions = countActions(columns, options)
  const place = new Map(actions.map(({ action }, index) => [action, index]))
  const numbers = columns.actions.map((action) => place.get(action) ?? 0)
  const log: LoggedExperiment = {
    actionCount: actions.length,
    actions: numbers,
    rewards: columns.rewards.map(
      (reward, row) => options.value * reward - (actions[numbers[row] ?? 0]?.cost ?? 0),
    ),
    propensities: columns.propensities ?? constantPropensities(numbers, actions, options),
    features: options.features.map((name, index) => binFeature(name, columns.features[index] ?? [])),
  }
  const noneAction = options.none === null ? null : (place.get(options.none) ?? null)
  return { log, actions, noneAction, warnings: warningsOf(actions, options) }
}

function countActions(columns: LogColumns, options: LogOptions): LoggedAction[] {
  const counts = new Map<string, number>()
  for (const action of columns.actions) counts.set(action, (counts.get(action) ?? 0) + 1)
  const isNone = (action: string) => Number(action === options.none)
  const names = [...counts.keys()].sort((x, y) => isNone(y) - isNone(x) || (x < y ? -1 : 1))
  checkNames(names, options)
  const rare = names.find((name) => (counts.get(name) ?? 0) < leastRows)
  if (rare !== undefined)
    throw new EvaluateFailed(
      'file',
      `action "${rare}" has ${counts.get(rare)} rows; each needs at least ${leastRows}`,
    )
  return names.map((action) => {
    const rows = counts.get(action) ?? 0
    return { action, rows, share: rows / columns.actions.length, cost: options.costs.get(action) ?? 0 }
  })
}

function checkNames(names: readonly string[], options: LogOptions): void {
  if (names.length > mostActions)
    throw new EvaluateFailed(
      'usage',
      `--action: column ${options.action} has ${names.length} different values, more than ${mostActions}`,
    )
  if (names.length < 2)
    throw new EvaluateFailed('file', `column ${options.action} has ${names.length} actions; two are needed`)
  const named: [string, string][] = [...options.costs.keys()].map((action) => ['--cost', action])
  if (options.none !== null) named.push(['--none', options.none])
  for (const [option, action] of named) {
    if (!names.includes(action)) {
      const known = names.join(', ')
      throw new EvaluateFailed('usage', `${option}: the log has no action "${action}"; it has ${known}`)
    }
  }
}

function constantPropensities(
  numbers: readonly number[],
  actions: readonly LoggedAction[],
  { propensity }: LogOptions,
): number[] {
  if (typeof propensity === 'number') return numbers.map(() => propensity)
  return numbers.map((action) => actions[action]?.share ?? 1)
}

/** One number for all is right only for a uniform log; the shares of the actions tell. */
function warningsOf(actions: readonly LoggedAction[], { propensity }: LogOptions): string[] {
  if (typeof propensity !== 'number') return []
  const equal = actions.map(() => 1)
  const isUneven = checkSampleRatio(
    actions.map(({ rows }) => rows),
    equal,
  ).isMismatch
  if (!isUneven && Math.abs(propensity * actions.length - 1) < 0.01) return []
  const shares = actions.map(({ action, share }) => `${action} ${share.toFixed(4)}`).join(', ')
  return [`--propensity ${propensity}: the shares of the actions are ${shares}; IPS and DR will be off`]
}
