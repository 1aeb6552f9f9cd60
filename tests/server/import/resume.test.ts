import { rename } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreRows } from '../../../src/server/import/store-batch.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { counts, type ImportSide, importSide } from './import-side.ts'

const rowCount = 4500
const badRows = [3, 2500, 4400]

/** Equal rows in pairs, three bad ones, ids counted from the lines. */
function lines(customer: string): string {
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const day = 10 + (Math.floor(index / 2) % 20)
    return `${customer}${Math.floor(index / 40)} 202505${day} ${badRows.includes(index) ? 'x' : '9.90'}`
  })
  return `member day yuan\n${rows.join('\n')}\n`
}

const map = {
  format: 'whitespace',
  columns: { shopCustomerId: 1, createdAt: 2, paidFen: 3 },
  constants: { status: 'paid' },
  dateFormat: 'yyyyMMdd',
  moneyUnit: 'yuan',
}
const whole = [rowCount - badRows.length, 0, badRows.length]

describe.each(engines)('an interrupted import on $name', ({ open }) => {
  let database: TestDatabase
  let side: ImportSide
  beforeAll(async () => {
    database = await open()
    side = await importSide(database.db)
  })
  afterAll(async () => {
    await side.remove()
    await database.destroy()
  })

  const idsOf = async (prefix: string) =>
    (await side.orders(prefix)).map(({ orderId }) => orderId.slice(prefix.length))
  const rejectedLines = async (name: string) =>
    (await side.rejects(name))
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]))

  it('goes on behind the last batch stored, with the totals, ids and rejects of one that ran through', async () => {
    const through = await side.run('orders', 'through.txt', lines('T'), { map })
    expect(through).toMatchObject({ outcome: 'finished', resumedAtLine: null, rows: rowCount })
    expect(counts(through)).toEqual(whole)

    const stop = new AbortController()
    const stopped = await side.run('orders', 'stopped.txt', lines('S'), {
      map,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(stopped).toMatchObject({ outcome: 'stopped', rows: 2000, run: { line: 2002, finishedAt: null } })

    let calls = 0
    const failing: StoreRows = (...args) => {
      calls += 1
      if (calls > 2) throw new Error('connection lost')
      return side.stores.orders(...args)
    }
    await expect(side.run('orders', 'stopped.txt', null, { map, store: failing })).rejects.toThrow(
      'connection lost',
    )
    expect(calls).toBe(3)

    const resumed = await side.run('orders', 'stopped.txt', null, { map })
    expect(resumed).toMatchObject({ outcome: 'finished', resumedAtLine: 2002, rows: rowCount - 2000 })
    expect(counts(resumed)).toEqual(whole)
    expect(await idsOf('S')).toEqual(await idsOf('T'))
    expect(await rejectedLines('stopped.txt')).toEqual(badRows.map((index) => index + 2))
    expect(await rejectedLines('through.txt')).toEqual(badRows.map((index) => index + 2))
  })

  it('is known when finished, under any file name; the same rows in a longer file are duplicates', async () => {
    await rename(side.fileOf('stopped.txt'), side.fileOf('renamed.txt'))
    const again = await side.run('orders', 'renamed.txt', null, { map })
    expect(again).toMatchObject({ outcome: 'known', rows: 0 })
    expect(counts(again)).toEqual(whole)
    const longer = await side.run('orders', 'longer.txt', `${lines('S')}Snew 20250601 1\n`, { map })
    expect(counts(longer)).toEqual([1, rowCount - badRows.length, badRows.length])
  })

  it('without counted ids goes on by position alone', async () => {
    const rows = Array.from(
      { length: 2100 },
      (_, index) => `{"sku":"N${index}","name":"n","category":"c","priceFen":1,"updatedAt":1740000000000}`,
    )
    const stop = new AbortController()
    const options = { signal: stop.signal, onProgress: () => stop.abort() }
    expect(await side.run('products', 'p.ndjson', rows.join('\r\n'), options)).toMatchObject({
      outcome: 'stopped',
      rows: 2000,
    })
    const resumed = await side.run('products', 'p.ndjson', null)
    expect(resumed).toMatchObject({ outcome: 'finished', resumedAtLine: 2001, rows: 100 })
    expect(counts(resumed)).toEqual([2100, 0, 0])
  })

  it('loses one row only to what the database refuses', async () => {
    const refusing: StoreRows = (trx, rows, asOf) => {
      if (rows.some(({ sku }) => sku === 'F2'))
        throw Object.assign(new Error('refused'), { code: 'SQLITE_CONSTRAINT_CHECK' })
      return side.stores.products(trx, rows, asOf)
    }
    const text =
      'sku,name,category,priceFen,updatedAt\n' +
      [0, 1, 2, 3, 4].map((n) => `F${n},n,c,1,1740000000000\n`).join('')
    const report = await side.run('products', 'f.csv', text, { store: refusing })
    expect(counts(report)).toEqual([4, 0, 1])
    expect(await rejectedLines('f.csv')).toEqual([4])
  })

  it('gives way to another process that imports the same file', async () => {
    const text = 'sku,name,category,priceFen,updatedAt\nG1,n,c,1,1740000000000\n'
    const meddling: StoreRows = async (trx, rows, asOf) => {
      await trx.updateTable('importRun').set({ byteOffset: 1 }).where('fileName', '=', 'g.csv').execute()
      return side.stores.products(trx, rows, asOf)
    }
    await expect(side.run('products', 'g.csv', text, { store: meddling })).rejects.toThrow(
      'by another process',
    )
    expect(counts(await side.run('products', 'g.csv', null))).toEqual([1, 0, 0])
  })
})
