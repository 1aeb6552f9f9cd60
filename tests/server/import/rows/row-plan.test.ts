import { describe, expect, it } from 'vitest'
import { parseMapping } from '../../../../src/server/import/mapping/read-mapping.ts'
import type { FileShape } from '../../../../src/server/import/reading/file-shape.ts'
import { planRows } from '../../../../src/server/import/rows/row-plan.ts'

const csv: FileShape = {
  format: 'table',
  delimiter: ',',
  encoding: 'utf-8',
  start: { byte: 0, line: 1 },
}
const numbered = {
  columns: { shopCustomerId: 1, createdAt: 2, paidFen: 3, 'item.quantity': 4, 'item.unitPriceFen': 5 },
  constants: { status: 'paid', 'item.sku': 'S' },
  dateFormat: 'yyyyMMdd',
  moneyUnit: 'yuan',
}

function plan(first: string, change: object = {}) {
  const mapping = parseMapping('orders', { ...numbered, ...change }, 'test')
  return planRows({ kind: 'orders', mapping, shape: csv, first, timeZone: 'Asia/Shanghai' })
}
const built = (text: string) => plan(text).build(text)

describe('rows of numbered columns', () => {
  it('a first line in which no time and no amount can be read is a header, unless the mapping says otherwise', () => {
    expect(plan('member,day,yuan,n').hasHeader).toBe(true)
    expect(plan('A,20250501,9.90,1').hasHeader).toBe(false)
    expect(plan('A,20250501,free,1').hasHeader).toBe(false)
    expect(plan('A,soon,9.90,1').hasHeader).toBe(false)
    expect(plan('member,day,yuan,n', { header: false }).hasHeader).toBe(false)
    expect(plan('A,20250501,9.90,1', { header: true }).hasHeader).toBe(true)
  })

  it('the one item has its own price or its share, and is none with a quantity of 0 or without one', () => {
    expect(built('A,20250501,10.00,3,4.5').row).toMatchObject({
      items: [{ sku: 'S', quantity: 3, unitPriceFen: 450 }],
    })
    expect(built('A,20250501,10.00,3').row).toMatchObject({ items: [{ quantity: 3, unitPriceFen: 333 }] })
    expect(built('A,20250501,10.00,0').row).toMatchObject({ items: [], paidFen: 1000 })
    expect(built('A,20250501,10.00,').row).toMatchObject({ items: [] })
  })

  it('orders are named by customer, local day and their turn', () => {
    const { build, countsLines } = plan('A,20250501,1,1')
    expect(countsLines).toBe(true)
    const ids = ['A,20250501,1,1', 'B,20250501,1,1', 'A,20250501,1,1', 'A,20250502,1,1'].map(
      (text) => build(text).row?.['orderId'],
    )
    expect(ids).toEqual(['A-20250501-1', 'B-20250501-1', 'A-20250501-2', 'A-20250502-1'])
    expect(build(',20250501,1,1').row).toMatchObject({ orderId: 'unnamed' })
  })

  it('a bad cell is named with its field and column', () => {
    expect(built('A,20250231,1,1').problem).toBe(
      'createdAt (column 2): "20250231" is no time in the format yyyyMMdd',
    )
    expect(built('A,20250501,1,one').problem).toBe('item.quantity (column 4): "one" is no whole number')
  })

  it('cells behind the header are refused unless they are empty', () => {
    const { build } = plan('member,day,yuan,n,price')
    expect(build('A,20250501,1,1,2,,').problem).toBeNull()
    expect(build('A,20250501,1,1,2,x').problem).toContain('has 6 columns, the header 5')
  })
})
