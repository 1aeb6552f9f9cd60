import { dayMs, localDay } from '../../../domain/calendar.ts'
import { customerKeys } from '../mapping/fields.ts'
import { Ordinals } from './ordinals.ts'
import type { Row } from './row-builder.ts'

/**
 * Names the orders of a file without ids: customer, local day, and which order of that customer and day it is in the file
 * (`00002-19970112-2`), so that equal lines stay distinct and the same file gives the same ids again.
 */
export function orderNamer(timeZone: string): (row: Row) => Row {
  const dateOf = dateWriter()
  const ordinals = new Ordinals()
  return (row) => {
    const customer = customerKeys.map((key) => row[key]).find((value) => value !== undefined)
    const orderedAt = row['paidAt'] ?? row['createdAt']
    // Without customer or time the row is refused for that, not for its missing id.
    if (typeof customer !== 'string' || typeof orderedAt !== 'number') {
      row['orderId'] ??= 'unnamed'
      return row
    }
    const name = `${customer}-${dateOf(localDay(orderedAt, timeZone))}`
    row['orderId'] ??= `${name}-${ordinals.next(name)}`
    return row
  }
}

/** `19970112` of a day number; a file has many orders of each day. */
function dateWriter(): (day: number) => string {
  const dates = new Map<number, string>()
  return (day) => {
    const known = dates.get(day)
    if (known !== undefined) return known
    const date = new Date(day * dayMs).toISOString().slice(0, 10).replaceAll('-', '')
    dates.set(day, date)
    return date
  }
}
