import { describe, expect, it } from 'vitest'
import { rowHash } from '../../../src/server/ingest/row-hash.ts'

/** The same value with the fields of all its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).map(([name, part]) => [name, turned(part)])
  return Object.fromEntries(fields.reverse())
}

const row = {
  orderId: 'A-1',
  phone: '+86 138-0000-0000',
  status: 'paid',
  paidFen: 1200,
  items: [{ sku: 'S', name: '精华液', quantity: 1, unitPriceFen: 1200 }],
}

describe('the hash of a row', () => {
  it('stays what it was when the row was stored, whichever release computes it', () => {
    expect(rowHash(row)).toBe('U8BQ5aJHu6sJjtlIlB9XcqLhrAjE2nmKJGC-mK-09Xc')
    expect(rowHash({})).toBe('RBNvo1WzZ4oRRq0W9-hknpT7T8If536DEMBg9hyq_4o')
  })

  it('is the same whatever the order of the fields, and with a phone written otherwise', () => {
    expect(rowHash(turned(row) as Record<string, unknown>)).toBe(rowHash(row))
    expect(rowHash({ ...row, phone: '13800000000' })).toBe(rowHash(row))
  })

  it('tells rows of many shapes apart, and again the same for each', () => {
    const shapes = Array.from({ length: 60 }, (_value, index) => ({ ...row, [`field${index}`]: index }))
    const hashes = shapes.map((shape) => rowHash(shape))
    expect(new Set(hashes).size).toBe(60)
    expect(shapes.map((shape) => rowHash(turned(shape) as Record<string, unknown>))).toEqual(hashes)
  })

  it('differs with a value, the order of the items and a field that is not given', () => {
    expect(rowHash({ ...row, paidFen: 1201 })).not.toBe(rowHash(row))
    const two = [...row.items, { ...row.items[0], sku: 'T' }]
    expect(rowHash({ ...row, items: two })).not.toBe(rowHash({ ...row, items: two.toReversed() }))
    const without = { orderId: row.orderId, phone: row.phone, paidFen: row.paidFen, items: row.items }
    expect(rowHash(without)).not.toBe(rowHash(row))
    expect(rowHash({ ...row, status: undefined })).toBe(rowHash(without))
  })
})
