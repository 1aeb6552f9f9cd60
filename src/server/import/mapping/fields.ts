import type { z } from 'zod'
import {
  customerRowSchema,
  eventRowSchema,
  orderRowSchema,
  productRowSchema,
} from '../../../contract/ingest.ts'
import type { ImportKind } from '../../../contract/imports.ts'
import { fenSchema } from '../../../contract/values.ts'

export const rowSchemas = {
  orders: orderRowSchema,
  events: eventRowSchema,
  customers: customerRowSchema,
  products: productRowSchema,
} as const

export const customerKeys = ['shopCustomerId', 'externalUserId', 'unionId', 'phone'] as const

/** What shops call an order that was given back or never paid; which of them, its payment tells. */
export const closedStatus = 'closed'

/** How a cell becomes a value: `…At` are times, `…Fen` money, some are whole numbers, some JSON text, the others text. */
export type ValueKind = 'text' | 'count' | 'money' | 'time' | 'json'

export interface Field {
  kind: ValueKind
  isRequired: boolean
  schema: z.ZodType
}

const countFields = new Set(['quantity', 'durationMs', 'points', 'stock', 'replenishDays'])
const jsonFields = new Set(['items', 'fields', 'partnerSkus'])

function valueKind(name: string): ValueKind {
  if (name.endsWith('At')) return 'time'
  if (name.endsWith('Fen')) return 'money'
  if (countFields.has(name)) return 'count'
  return jsonFields.has(name) ? 'json' : 'text'
}

function fieldsOfShape(shape: Record<string, z.ZodType>, prefix: string): [string, Field][] {
  return Object.entries(shape).map(([name, schema]) => {
    const isRequired = !schema.safeParse(undefined).success
    return [`${prefix}${name}`, { kind: valueKind(name), isRequired, schema }]
  })
}

/** What a line of one item was paid and refunded; their sums stand for the order where it has no amounts of its own. */
const lineAmounts = { paidFen: fenSchema, refundedFen: fenSchema.optional() }

/**
 * The fields that a file of this kind can fill: those of the contract's row, and `item.…` for orders whose lines tell of one item.
 * An order without an id gets one, without items it has none.
 */
export function fieldsOf(kind: ImportKind): Map<string, Field> {
  const own = new Map(fieldsOfShape(rowSchemas[kind].shape, ''))
  if (kind !== 'orders') return own
  for (const name of ['orderId', 'items']) {
    const field = own.get(name)
    if (field) own.set(name, { ...field, isRequired: false })
  }
  const itemShape = { ...orderRowSchema.shape.items.element.shape, ...lineAmounts }
  for (const [name, field] of fieldsOfShape(itemShape, 'item.')) {
    own.set(name, { ...field, isRequired: false })
  }
  return own
}
