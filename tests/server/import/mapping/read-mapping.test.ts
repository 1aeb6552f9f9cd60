import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportKind } from '../../../../src/contract/imports.ts'
import { parseMapping, readMapping } from '../../../../src/server/import/mapping/read-mapping.ts'

const good = {
  columns: { shopCustomerId: '会员号', createdAt: '下单时间', paidFen: '实付' },
  constants: { status: 'paid' },
  moneyUnit: 'yuan',
}

function problemsOf(kind: ImportKind, mapping: unknown): string[] {
  try {
    parseMapping(kind, mapping, 'm')
    return []
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

describe('a mapping', () => {
  it('has defaults for all that the file itself shows', () => {
    expect(parseMapping('orders', good, 'm')).toEqual({ ...good, dateFormat: 'iso' })
  })

  it.each<[string, ImportKind, object, string[]]>([
    ['an unknown key', 'orders', { charset: 'x' }, ['charset: is no key']],
    ['an unknown format', 'orders', { format: 'xml' }, ['format: use csv, tsv, whitespace or ndjson']],
    ['a column number below 1', 'orders', { columns: { paidFen: 0 } }, ['columns.paidFen: give the name']],
    ['a date format', 'orders', { dateFormat: 'YYYY' }, ['dateFormat: use iso, excel, epochMs']],
    ['a time zone', 'orders', { timeZone: 'Beijing' }, ['timeZone: give a time zone']],
    ['a money unit', 'orders', { moneyUnit: 'dollar' }, ['moneyUnit: use yuan or fen']],
    ['several at once', 'orders', { format: 1, moneyUnit: 1 }, ['format: use', 'moneyUnit: use']],
    ['no money unit', 'orders', { moneyUnit: undefined }, ['moneyUnit: is missing']],
    [
      'a field that is none',
      'orders',
      { columns: { ...good.columns, paid: 3 } },
      ['columns.paid: is no field of orders'],
    ],
    ['a missing field', 'orders', { constants: {} }, ['columns.status: is missing']],
    ['no customer', 'orders', { columns: { createdAt: 1, paidFen: 2 } }, ['columns: no customer is named']],
    [
      'a constant beside a column',
      'orders',
      { constants: { status: 'paid', paidFen: 1 } },
      ['constants.paidFen: has a column'],
    ],
    [
      'a constant that the contract refuses',
      'orders',
      { constants: { status: 'payed' } },
      ['constants.status: '],
    ],
    [
      'an item without quantity',
      'orders',
      { constants: { status: 'paid', 'item.sku': 'S' } },
      ['columns.item.quantity: is missing'],
    ],
    [
      'items twice',
      'orders',
      { columns: { ...good.columns, items: 1, 'item.sku': 2, 'item.quantity': 3 } },
      ['columns.items: give either'],
    ],
    [
      'names without a header',
      'orders',
      { header: false },
      Array(3).fill('without a header columns have no names'),
    ],
    [
      'numbers in NDJSON',
      'orders',
      { format: 'ndjson', columns: { ...good.columns, paidFen: 3 } },
      ['columns.paidFen: NDJSON has no numbered'],
    ],
    [
      'a delimiter of another format',
      'orders',
      { format: 'tsv', delimiter: ';' },
      ['delimiter: belongs to the format csv'],
    ],
    [
      'orders read as events',
      'events',
      {},
      [
        'status: is no field',
        'paidFen: is no field',
        'createdAt: is no field',
        'eventId: is missing',
        'type: is missing',
        'occurredAt: is missing',
      ],
    ],
  ])('names %s', (_name, kind, change, expected) => {
    const problems = problemsOf(kind, { ...good, ...change })
    for (const part of expected)
      expect(
        problems.some((line) => line.includes(part)),
        `${part} in ${problems.join('; ')}`,
      ).toBe(true)
    expect(problems).toHaveLength(expected.length)
  })

  it("needs no customer for products, and takes a customer's own fields", () => {
    const product = { sku: 1, name: 2, category: 3, priceFen: 4, updatedAt: 5 }
    expect(problemsOf('products', { columns: product, moneyUnit: 'fen' })).toEqual([])
    expect(problemsOf('customers', { columns: { phone: 1, 'fields.城市': 2 } })).toEqual([])
  })
})

describe('a mapping by name or path', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zhike-mapping-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('is ready under its name, for its own kind of rows only', async () => {
    expect(await readMapping('orders', 'cdnow')).toMatchObject({ columns: { shopCustomerId: 1, paidFen: 4 } })
    expect(await readMapping('orders', 'cdnow-sample')).toMatchObject({
      columns: { shopCustomerId: 1, paidFen: 5 },
    })
    await expect(readMapping('events', 'cdnow')).rejects.toThrow('is for orders, not for events')
  })

  it('is read from a file', async () => {
    const file = path.join(folder, 'map.json')
    await writeFile(file, `\uFEFF${JSON.stringify(good)}`)
    expect(await readMapping('orders', file)).toMatchObject({ moneyUnit: 'yuan' })
    await writeFile(file, '{"columns":')
    await expect(readMapping('orders', file)).rejects.toThrow('is no JSON')
    await expect(readMapping('orders', path.join(folder, 'absent'))).rejects.toThrow(
      'one of cdnow, cdnow-sample',
    )
  })
})
