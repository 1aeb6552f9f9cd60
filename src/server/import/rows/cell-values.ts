import type { ValueKind } from '../mapping/fields.ts'
import { parseMoney } from './money.ts'
import { type TimeReader, timeReader } from './times.ts'

/** A cell that is no value of its kind; the sentence goes on from the field's name. */
export class BadCell {
  readonly problem: string

  constructor(problem: string) {
    this.problem = problem
  }
}

export interface Notation {
  dateFormat: string
  moneyUnit: 'yuan' | 'fen'
  timeZone: string
}

export type CellReader = (cell: unknown, kind: ValueKind) => unknown

const wholeNumber = /^-?\d+(\.0+)?$/
const shown = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** Turns a cell of a file into the contract's value; an empty one is undefined, a bad one a `BadCell`. */
export function cellReader({ dateFormat, moneyUnit, timeZone }: Notation): CellReader {
  const readTime: TimeReader = timeReader(dateFormat, timeZone)
  return (cell, kind) => {
    if (cell === undefined || cell === null) return undefined
    if (kind === 'json') return readJson(cell)
    if (typeof cell === 'object') return new BadCell('must be a text or a number')
    const text = String(cell).trim()
    if (text === '') return undefined
    switch (kind) {
      case 'text':
        return text
      case 'count':
        return wholeNumber.test(text) ? Number(text) : new BadCell(`${shown(text)} is no whole number`)
      case 'money':
        return parseMoney(text, moneyUnit) ?? new BadCell(`${shown(text)} is no amount in ${moneyUnit}`)
      case 'time':
        return readTime(text) ?? new BadCell(`${shown(text)} is no time in the format ${dateFormat}`)
    }
  }
}

function readJson(cell: unknown): unknown {
  if (typeof cell !== 'string') return cell
  if (cell.trim() === '') return undefined
  try {
    return JSON.parse(cell) as unknown
  } catch {
    return new BadCell(`${shown(cell)} is no JSON`)
  }
}
