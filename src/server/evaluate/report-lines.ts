import type { Estimate } from '../../domain/learning/evaluation/estimate.ts'
import type { Evaluation, PolicyReport } from './evaluation.ts'

const names = { arm: 'always', uniform: 'uniform', best: 'best arm', ours: 'our policy' }

/** The evaluation for a person at a terminal, line by line. */
export function reportLines(evaluation: Evaluation): string[] {
  const { rows, measuredRows, seeds, gain, warnings } = evaluation
  const splits = seeds === 1 ? '1 split' : `${seeds} splits`
  const body = evaluation.policies.map(policyCells)
  const header = ['policy', 'treated', 'sample', 'IPS', 'SNIPS', 'doubly robust', 'replay', 'kept']
  return [
    ...warnings.map((warning) => `warning: ${warning}`),
    `${rows} rows; learnt on one half, measured on the other (${measuredRows} rows), mean of ${splits}. Value per row ± standard error; sample = effective sample size.`,
    '',
    ...aligned([header, ...body]),
    '',
    `our policy − best arm: ${number(gain.value)} ± ${number(gain.standardError)} (paired), ${fallbackText(evaluation)}`,
  ]
}

function fallbackText({ gain, seeds }: Evaluation): string {
  if (gain.fallbacks === seeds) return 'segments did not prove better: the best arm for all'
  const segments = `${gain.segments.toFixed(1)} segments`
  return gain.fallbacks === 0
    ? segments
    : `${segments}, best arm for all in ${gain.fallbacks} of ${seeds} splits`
}

function policyCells(report: PolicyReport): string[] {
  const name = report.action === null ? names[report.policy] : `${names[report.policy]} ${report.action}`
  return [
    name,
    `${(100 * report.shareTreated).toFixed(1)} %`,
    report.effectiveSampleSize.toFixed(0),
    ...[report.ips, report.snips, report.dr, report.replay].map(estimateText),
    report.replay.kept.toFixed(0),
  ]
}

const estimateText = ({ value, standardError }: Estimate) => `${number(value)} ± ${number(standardError)}`
const number = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(5))) : '–')

function aligned(table: readonly string[][]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  return table.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}
