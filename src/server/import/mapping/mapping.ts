import { z } from 'zod'
import { isDateFormat } from '../rows/times.ts'

const columnAdvice = 'give the name of a column in the header, or its number from 1'

/** A column by its name in the header, or by its number from 1. */
const columnSchema = z.union(
  [z.string().min(1, columnAdvice), z.number().int(columnAdvice).min(1, columnAdvice)],
  {
    error: columnAdvice,
  },
)

/** Several are spellings of one column: of those that the header has, the first cell that is not empty counts. */
const sourceSchema = z.union([columnSchema, z.array(columnSchema).min(1, columnAdvice)], {
  error: `${columnAdvice}; or a list of them`,
})
export type Column = z.output<typeof columnSchema>
export type Source = z.output<typeof sourceSchema>

/** The columns that a source names, in order. */
export function columnsOf(source: Source): readonly Column[] {
  return Array.isArray(source) ? source : [source]
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).format(0) !== ''
  } catch {
    return false
  }
}

/** What a mapping file says about another shop's export: where the contract's fields stand in it, and how they are written. */
export const mappingSchema = z.strictObject({
  /** Without it: seen from the file. */
  format: z.enum(['csv', 'tsv', 'whitespace', 'ndjson'], 'use csv, tsv, whitespace or ndjson').optional(),
  delimiter: z
    .enum(
      [',', ';', '\t', '|'],
      'use one of "," ";" "\\t" "|", or leave it out to have it seen from the file',
    )
    .optional(),
  /** Without it: a first line in which neither times nor amounts can be read is a header. */
  header: z.boolean('use true or false, or leave it out to have it seen from the file').optional(),
  /** Without it: seen from the file. */
  encoding: z
    .enum(['utf-8', 'gbk'], 'use utf-8 or gbk, or leave it out to have it seen from the file')
    .optional(),
  /** `item`: each line is one item, and lines that follow each other with the same orderId are one order. */
  lines: z.enum(['order', 'item'], 'use order or item').optional(),
  /** Contract field → column. Several fields may read the same column. */
  columns: z.record(z.string(), sourceSchema, 'give an object of field: column'),
  /** Contract field → the same value for every row, as the contract writes it. */
  constants: z.record(z.string(), z.unknown(), 'give an object of field: value').default({}),
  /** Contract field → what its cells say → the value as the contract writes it. For status also `closed`: refunded when paid, otherwise cancelled. */
  values: z
    .record(
      z.string(),
      z.record(z.string(), z.unknown(), 'give an object of cell: value'),
      'give an object of field: { cell: value }',
    )
    .optional(),
  dateFormat: z
    .string('give a text such as yyyy-MM-dd HH:mm:ss')
    .refine(
      isDateFormat,
      'use iso, excel, epochMs, epochSeconds or a pattern of yyyy, MM or M, dd or d, HH or H, mm, ss such as yyyy/M/d HH:mm',
    )
    .default('iso'),
  moneyUnit: z.enum(['yuan', 'fen'], 'use yuan or fen').optional(),
  /** Of times written without one; without it the store's. */
  timeZone: z.string().refine(isTimeZone, 'give a time zone such as Asia/Shanghai').optional(),
})
export type Mapping = z.output<typeof mappingSchema>
