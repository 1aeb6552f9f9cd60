import type { z } from 'zod'
import type { ImportKind } from '../../../contract/imports.ts'
import type { mappingSchema } from './mapping.ts'
import { weimobOrders, youzanOrders } from './shop-exports.ts'

export interface ReadyMapping {
  kind: ImportKind
  mapping: z.input<typeof mappingSchema>
}

const cdnow = {
  format: 'whitespace',
  constants: { status: 'paid', 'item.sku': 'CD', 'item.name': 'CD' },
  dateFormat: 'yyyyMMdd',
  moneyUnit: 'yuan',
} as const

/** Mappings that go by name: the CDNOW purchases of Fader & Hardie, dollars taken as yuan, as published with `lifetimes`; shop exports. */
export const readyMappings: Record<string, ReadyMapping> = {
  /** customer id, date, number of CDs, dollars */
  cdnow: {
    kind: 'orders',
    mapping: {
      ...cdnow,
      columns: { shopCustomerId: 1, createdAt: 2, paidAt: 2, 'item.quantity': 3, paidFen: 4 },
    },
  },
  /** id in the full file, id in the sample, date, number of CDs, dollars */
  'cdnow-sample': {
    kind: 'orders',
    mapping: {
      ...cdnow,
      columns: { shopCustomerId: 1, createdAt: 3, paidAt: 3, 'item.quantity': 4, paidFen: 5 },
    },
  },
  youzan: { kind: 'orders', mapping: youzanOrders },
  weimob: { kind: 'orders', mapping: weimobOrders },
}
