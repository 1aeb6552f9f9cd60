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

const wholeNumber = /^-?(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/
// oxlint-disable-next-line no-control-regex -- the bound of ASCII
const beyondAscii = /[^\u0000-\u007f]/
const wideNumber = /^[\d０-９＋+－ -]+$/
/** As spreadsheets are made to keep long numbers as text. */
const keptAsText = /^="(.*)"$|^'(?=[\d+])/
const cutShort = /^\d(\.\d+)?E\+\d+$/i
const shown = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

/** Turns a cell of a file into the contract's value; an empty one is undefined, a bad one a `BadCell`. */
export function cellReader({ dateFormat, moneyUnit, timeZone }: Notation): CellReader {
  const readTime: TimeReader = timeReader(dateFormat, timeZone)
  return (cell, kind) => {
    if (cell === undefined || cell === null) return undefined
    if (kind === 'json') return readJson(cell)
    if (typeof cell === 'object') return new BadCell('must be a text or a number')
    const written = String(cell).trim()
    if (written === '') return undefined
    if (kind === 'text') return readText(written)
    // Full-width digits, commas and currency signs become the usual ones.
    const text = beyondAscii.test(written) ? written.normalize('NFKC').trim() : written
    switch (kind) {
      case 'count':
        return wholeNumber.test(text)
          ? Number(text.replaceAll(',', ''))
          : new BadCell(`${shown(text)} is no whole number`)
      case 'money':
        return parseMoney(text, moneyUnit) ?? new BadCell(`${shown(text)} is no amount in ${moneyUnit}`)
      case 'time':
        return readTime(text) ?? new BadCell(`${shown(text)} is no time in the format ${dateFormat}`)
    }
  }
}

function readText(written: string): string | undefined | BadCell {
  const text = keptAsText.test(written) ? written.replace(keptAsText, '$1').trim() : written
  if (cutShort.test(text))
    return new BadCell(
      `${shown(text)} was cut short by a spreadsheet; export again and import the file unopened`,
    )
  if (text === '') return undefined
  return beyondAscii.test(text) && wideNumber.test(text) ? text.normalize('NFKC') : text
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
