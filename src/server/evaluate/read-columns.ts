import { csvRows } from './csv-rows.ts'
import { EvaluateFailed } from './evaluate-failed.ts'
import type { LogOptions } from './log-options.ts'

export interface LogColumns {
  actions: string[]
  rewards: number[]
  /** Null unless a column holds them. */
  propensities: number[] | null
  /** In the order of the options. */
  features: string[][]
}

interface Places {
  cells: number
  action: number
  reward: number
  propensity: number | null
  features: number[]
}

/** Reads the columns that the options name; every other column is passed over. */
export async function readColumns(file: string, options: LogOptions): Promise<LogColumns> {
  const columns: LogColumns = {
    actions: [],
    rewards: [],
    propensities: typeof options.propensity === 'string' ? [] : null,
    features: options.features.map(() => []),
  }
  let places: Places | null = null
  for await (const { line, cells } of csvRows(file)) {
    if (places === null) places = findPlaces(cells, file, options)
    else addRow(columns, cells, places, { where: `${file} line ${line}`, options })
  }
  if (places === null) throw new EvaluateFailed('file', `${file}: is empty; a header line is needed`)
  return columns
}

function findPlaces(header: readonly string[], file: string, options: LogOptions): Places {
  const find = (option: string, column: string): number => {
    const place = header.indexOf(column)
    if (place >= 0) return place
    const known = header.join(', ')
    throw new EvaluateFailed('usage', `${option}: ${file} has no column "${column}"; it has ${known}`)
  }
  return {
    cells: header.length,
    action: find('--action', options.action),
    reward: find('--reward', options.reward),
    propensity: typeof options.propensity === 'string' ? find('--propensity', options.propensity) : null,
    features: options.features.map((column) => find('--features', column)),
  }
}

function addRow(
  columns: LogColumns,
  cells: readonly string[],
  places: Places,
  { where, options }: { where: string; options: LogOptions },
): void {
  if (cells.length !== places.cells)
    throw new EvaluateFailed('file', `${where}: has ${cells.length} cells, the header ${places.cells}`)
  const action = cells[places.action] ?? ''
  if (action === '') throw new EvaluateFailed('file', `${where}: column ${options.action} is empty`)
  columns.actions.push(action)
  columns.rewards.push(numberIn(cells[places.reward] ?? '', `${where}: column ${options.reward}`))
  if (places.propensity !== null) {
    const name = `${where}: column ${String(options.propensity)}`
    columns.propensities?.push(probability(numberIn(cells[places.propensity] ?? '', name), name))
  }
  places.features.forEach((place, feature) => columns.features[feature]?.push(cells[place] ?? ''))
}

function numberIn(text: string, name: string): number {
  const number = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw new EvaluateFailed('file', text === '' ? `${name} is empty` : `${name}: "${text}" is not a number`)
}

function probability(value: number, name: string): number {
  if (value > 0 && value <= 1) return value
  throw new EvaluateFailed('file', `${name}: ${value} is no probability above 0 and at most 1`)
}
