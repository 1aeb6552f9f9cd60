import type { Figure } from './bench-part.ts'

/** Whether the figure keeps its bound; null without one. */
export function isMet({ value, ratio, bound }: Figure): boolean | null {
  if (bound === undefined) return null
  const measured = ratio ?? value
  return 'atLeast' in bound ? measured >= bound.atLeast : measured <= bound.atMost
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return '-'
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2)
}

function boundText({ ratio, bound }: Figure): string {
  if (bound === undefined) return ''
  const limit = 'atLeast' in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`
  return ratio === undefined ? limit : `ratio ${limit}`
}

/** The figures as lines of a table. */
export function figureTable(figures: readonly Figure[]): string[] {
  const rows = figures.map((figure) => [
    figure.what,
    `${numberText(figure.value)} ${figure.unit}`,
    figure.floor ? `${numberText(figure.floor.value)} (${figure.floor.what})` : '',
    figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
    boundText(figure),
    { true: 'met', false: 'NOT MET', null: '' }[String(isMet(figure)) as 'true' | 'false' | 'null'],
  ])
  const all = [['measured', 'value', 'compared with', 'ratio', 'bound', ''], ...rows]
  const widths = all[0]?.map((_cell, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
