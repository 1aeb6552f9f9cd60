import { dayMs, localDay } from '../../../domain/calendar.ts'
import { customerKeys } from '../mapping/fields.ts'
import { Ordinals } from './ordinals.ts'
import type { Row } from './row-builder.ts'

/**
 * Names the orders of a file without ids: customer, local day, and which order of that customer and day it is in the file
 * (`00002-19970112-2`), so that equal lines stay distinct and the same file gives the same ids again.
 */
export function orderNamer(timeZone: string): (row: Row) => Row {
  const ordinals = new Ordinals()
  return (row) => {
    const customer = customerKeys.map((key) => row[key]).find((value) => value !== undefined)
    const orderedAt = row['paidAt'] ?? row['createdAt']
    // Without customer or time the row is refused for that, not for its missing id.
    if (typeof customer !== 'string' || typeof orderedAt !== 'number') return { orderId: 'unnamed', ...row }
    const date = new Date(localDay(orderedAt, timeZone) * dayMs).toISOString().slice(0, 10)
    const name = `${customer}-${date.replaceAll('-', '')}`
    return { orderId: `${name}-${ordinals.next(name)}`, ...row }
  }
}
