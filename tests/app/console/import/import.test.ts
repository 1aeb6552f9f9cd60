import { describe, expect, it } from 'vitest'
import type { ImportKind } from '../../../../src/contract/imports.ts'
import { guessedColumns, ownMapping, pickableFields } from '../../../../src/app/console/import/own-mapping.ts'
import { paceSince } from '../../../../src/app/console/import/pace.ts'
import { durationText, rowPairs, sizeText } from '../../../../src/app/console/import/words.ts'

describe('a mapping of picked columns', () => {
  it('has paid orders without a state, and lines of goods with them', () => {
    expect(ownMapping('orders', { orderId: '号', phone: '' }, 'fen')).toEqual({
      columns: { orderId: '号' },
      moneyUnit: 'fen',
      dateFormat: 'excel',
      constants: { status: 'paid' },
    })
    const goods = ownMapping('orders', { orderId: '号', status: '态', 'item.sku': '货' }, 'yuan')
    expect(goods).toMatchObject({ lines: 'item', values: { status: { 交易成功: 'paid', paid: 'paid' } } })
    expect(goods).not.toHaveProperty('constants')
    expect(ownMapping('orders', { 'item.sku': '货' }, 'yuan')).not.toHaveProperty('lines')
    expect(ownMapping('products', { sku: '货' }, 'yuan')).toEqual({
      columns: { sku: '货' },
      moneyUnit: 'yuan',
      dateFormat: 'excel',
    })
  })

  it('takes titles that are the name of a field, here or in the contract', () => {
    expect(guessedColumns('customers', ['手机号', 'points', '别的'])).toEqual({
      phone: '手机号',
      points: 'points',
    })
    expect(pickableFields('orders').map(([field]) => field)).not.toContain('items')
  })
})

describe('the pace of an import', () => {
  it('is what moved since an earlier look', () => {
    const first = { at: 0, rows: 100, doneBytes: 1000 }
    expect(paceSince(first, { at: 2000, rows: 300, doneBytes: 3000 }, 10_000)).toEqual({
      rowsPerSecond: 100,
      secondsLeft: 7,
    })
    expect(paceSince(first, first, 10_000)).toBeNull()
    expect(paceSince(first, { ...first, at: 5000 }, 10_000)).toBeNull()
  })
})

describe('words', () => {
  it('sizes and durations', () => {
    expect([1023, 1024, 1_500_000, 1_073_741_824].map(sizeText)).toEqual(['1023字节', '1KB', '1.4MB', '1GB'])
    expect([99, 100].map(durationText)).toEqual(['99秒', '2分钟'])
  })

  it('a row as it would be stored', () => {
    const row = {
      orderId: 'O',
      status: 'refunded',
      createdAt: 5,
      paidFen: 1234,
      items: [{ name: '', sku: 'S', quantity: 2 }],
    }
    expect(rowPairs('orders', row, (at) => `t${at}`).map(({ name, value }) => `${name}=${value}`)).toEqual([
      '订单号=O',
      '订单状态=已退款',
      '下单时间=t5',
      '实付金额=12.34元',
      '商品=S×2',
    ])
    const kinds: ImportKind[] = ['customers', 'products', 'events']
    for (const kind of kinds) expect(rowPairs(kind, {}, String)).toEqual([])
  })
})
