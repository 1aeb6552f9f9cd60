import type { Estimate } from '../../domain/learning/evaluation/estimate.ts'
import type { PolicyMeasure } from '../../domain/learning/evaluation/measure-policy.ts'
import type { Replay } from '../../domain/learning/evaluation/replay.ts'
import { evaluateLog, type SeedResult } from './evaluate-log.ts'
import { loggedFile, type LoggedAction } from './logged-file.ts'
import type { LogOptions } from './log-options.ts'
import { readColumns } from './read-columns.ts'

/** A policy's numbers per row, averaged over the seeds; `value` and `standardError` are the doubly robust ones. */
export interface PolicyReport {
  policy: 'arm' | 'uniform' | 'best' | 'ours'
  /** Of an arm, and of the best arm when all seeds agree on it. */
  action: string | null
  value: number
  standardError: number
  shareTreated: number
  effectiveSampleSize: number
  ips: Estimate
  snips: Estimate
  dr: Estimate
  replay: Replay
}

export interface Evaluation {
  rows: number
  measuredRows: number
  seeds: number
  actions: LoggedAction[]
  policies: PolicyReport[]
  /** Our policy less the best arm, paired; in `fallbacks` of the seeds it is the best arm. */
  gain: Estimate & { fallbacks: number; segments: number }
  warnings: string[]
}

/** Reads the file and judges its policies with seeds 1 to `seeds`. Standard errors are averaged too: the splits share rows. */
export async function evaluateFile(file: string, options: LogOptions, seeds: number): Promise<Evaluation> {
  const { log, actions, noneAction, warnings } = loggedFile(await readColumns(file, options), options)
  const results = Array.from({ length: seeds }, (_, index) => evaluateLog(log, index + 1, noneAction))
  const over = (pick: (result: SeedResult) => number) => meanOf(results.map(pick))
  const [first] = results
  const isAgreed = results.every(({ bestAction }) => bestAction === first?.bestAction)
  const bestName = isAgreed ? (actions[first?.bestAction ?? 0]?.action ?? null) : null
  return {
    rows: log.actions.length,
    measuredRows: first?.measuredRows ?? 0,
    seeds,
    actions,
    policies: [
      ...actions.map(({ action }, place) =>
        report(
          'arm',
          action,
          results.flatMap(({ arms }) => arms[place] ?? []),
        ),
      ),
      report(
        'uniform',
        null,
        results.map(({ uniform }) => uniform),
      ),
      report(
        'best',
        bestName,
        results.map(({ best }) => best),
      ),
      report(
        'ours',
        null,
        results.map(({ ours }) => ours),
      ),
    ],
    gain: {
      value: over(({ gain }) => gain.value),
      standardError: over(({ gain }) => gain.standardError),
      fallbacks: results.filter(({ isFallback }) => isFallback).length,
      segments: over(({ segments }) => segments),
    },
    warnings,
  }
}

function report(
  policy: PolicyReport['policy'],
  action: string | null,
  measures: readonly PolicyMeasure[],
): PolicyReport {
  const over = (pick: (measure: PolicyMeasure) => number) => meanOf(measures.map(pick))
  const estimate = (key: 'ips' | 'snips' | 'dr' | 'replay'): Estimate => ({
    value: over((measure) => measure[key].value),
    standardError: over((measure) => measure[key].standardError),
  })
  const dr = estimate('dr')
  return {
    policy,
    action,
    ...dr,
    shareTreated: over(({ shareTreated }) => shareTreated),
    effectiveSampleSize: over(({ effectiveSampleSize }) => effectiveSampleSize),
    ips: estimate('ips'),
    snips: estimate('snips'),
    dr,
    replay: { ...estimate('replay'), kept: over(({ replay }) => replay.kept) },
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
