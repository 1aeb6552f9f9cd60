import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayNumber } from '../../../src/domain/calendar.ts'
import { readyMappings } from '../../../src/server/import/mapping/ready-mappings.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { counts, type ImportSide, importSide } from './import-side.ts'

const cdnow = readyMappings['cdnow']?.mapping
const sample = readyMappings['cdnow-sample']?.mapping
const title = 'orderId,shopCustomerId,status,createdAt,paidFen,items'
const line = (id: string, customer: string, paidFen = '100') =>
  `${id},${customer},paid,2025-05-01T10:00:00+08:00,${paidFen},`

describe.each(engines)('imported files on $name', ({ open }) => {
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

  it('CDNOW: header no reject, equal rows distinct, a purchase of 0 counts, dollars are yuan', async () => {
    const text =
      ' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00001 19970101  1   11.77\r\n' +
      ' 00001 19970112  2    0.00\r\n 00002 19970630  5   77.03\r\n'
    const report = await side.run('orders', 'cdnow.txt', text, { map: cdnow })
    expect(counts(report)).toEqual([4, 0, 0])
    const orders = await side.orders('0000')
    expect(orders.map(({ orderId, status, paidFen }) => [orderId, status, paidFen])).toEqual([
      ['00001-19970101-1', 'paid', 1177],
      ['00001-19970101-2', 'paid', 1177],
      ['00001-19970112-1', 'paid', 0],
      ['00002-19970630-1', 'paid', 7703],
    ])
    expect(orders[3]?.orderedDay).toBe(dayNumber(1997, 6, 30))
    expect(orders[3]?.itemsJson).toContain('"quantity":5,"unitPriceFen":1541')
    expect(await side.customer('00001')).toMatchObject({
      orderCount: 3,
      purchaseDays: 2,
      netSpendFen: 2354,
      repeatSpendFen: 0,
    })
  })

  it('CDNOW sample: the id of the full file, no header, orders already known by it', async () => {
    const text = ' 00002 0001 19970630  5   77.03\r\n 00005 0002 19970101  3   63.34\r\n'
    expect(counts(await side.run('orders', 'sample.txt', text, { map: sample }))).toEqual([1, 1, 0])
    expect(await side.orders('00005')).toMatchObject([{ orderId: '00005-19970101-1', paidFen: 6334 }])
  })

  it('CSV with contract names: byte order mark, quoted items over lines, CRLF or LF', async () => {
    const items = JSON.stringify(
      [{ sku: 'S', name: '面霜 50" ml', quantity: 1, unitPriceFen: 990 }],
      null,
      1,
    ).replaceAll('"', '""')
    const text = `\uFEFF${title}\r\n${line('C1', 'Csv')}"${items}"\r\n${line('C2', 'Csv', '0')}\n`
    expect(counts(await side.run('orders', 'c.csv', text))).toEqual([2, 0, 0])
    const [first] = await side.orders('C1')
    expect(JSON.parse(first?.itemsJson ?? '')).toMatchObject([{ name: '面霜 50" ml' }])
    expect(await side.customer('Csv')).toMatchObject({ orderCount: 2 })
  })

  it('a mapping by names, semicolons, local times of another zone, yuan and constants', async () => {
    const map = {
      columns: {
        orderId: '订单号',
        phone: '手机',
        createdAt: '时间',
        paidFen: '实付',
        'item.sku': '货号',
        'item.quantity': '数量',
      },
      constants: { status: 'paid' },
      dateFormat: 'yyyy/M/d HH:mm',
      moneyUnit: 'yuan',
      timeZone: 'Asia/Tokyo',
    }
    const text =
      '手机;备注;订单号;时间;货号;数量;实付\n138 0000 1111;"a;b";J1;2025/5/1 00:30;S1;3;"1,200.50"\n'
    expect(counts(await side.run('orders', 'j.csv', text, { map }))).toEqual([1, 0, 0])
    expect(await side.orders('J1')).toMatchObject([
      {
        createdAt: Date.parse('2025-05-01T00:30:00+09:00'),
        orderedDay: dayNumber(2025, 4, 30),
        paidFen: 120_050,
      },
    ])
    await expect(side.run('orders', 'j2.csv', '订单号;手机\n1;2\n', { map })).rejects.toThrow(
      'has no column 时间; it has 订单号, 手机',
    )
  })

  it('NDJSON as the contract has it, or with a mapping of its keys', async () => {
    const event = {
      eventId: 'e1',
      shopCustomerId: 'Csv',
      type: 'view',
      occurredAt: '2025-05-20T10:00:00+08:00',
      sku: 'S',
    }
    const text = `\uFEFF${JSON.stringify(event)}\r\n\r\n${JSON.stringify({ ...event, eventId: 'e2' })}\n{"eventId":\n[]\n`
    const report = await side.run('events', 'e.ndjson', text)
    expect(counts(report)).toEqual([2, 0, 2])
    expect(await side.rejects('e.ndjson')).toMatch(
      /\r\n4,"row: is not valid JSON.*"{""eventId"":"\r\n5,"row: must be a JSON object","\[\]"\r\n$/,
    )
    expect(await side.customer('Csv')).toMatchObject({
      lastActivityAt: Date.parse('2025-05-20T10:00:00+08:00'),
    })
    const map = {
      columns: { sku: 'id', name: 'n', category: 'c', priceFen: 'p', updatedAt: 'u' },
      moneyUnit: 'yuan',
    }
    const product = { id: 'P1', n: 'Cream', c: 'skin', p: 99.9, u: 1_740_000_000_000 }
    expect(counts(await side.run('products', 'p.ndjson', JSON.stringify(product), { map }))).toEqual([
      1, 0, 0,
    ])
    expect(await database.db.selectFrom('product').selectAll().execute()).toMatchObject([
      { sku: 'P1', priceFen: 9990 },
    ])
  })

  it('customers as TSV, with fields of their own', async () => {
    const map = { columns: { shopCustomerId: '号', birthday: '生日', points: '积分', 'fields.城市': '城市' } }
    const text = '号\t生日\t积分\t城市\nCsv\t05-20\t300\t杭州\nCsv\t\t\t\n'
    expect(counts(await side.run('customers', 'm.tsv', text, { map }))).toEqual([1, 1, 0])
    expect(await side.customer('Csv')).toMatchObject({
      birthday: '05-20',
      points: 300,
      fieldsJson: '{"城市":"杭州"}',
    })
  })

  it('rejects rows with line, reason and the row itself, and stores the others', async () => {
    const text = [
      title,
      line('R1', 'Rej'),
      `${line('R2', 'Rej')}"[\n]"`,
      line('R3', 'Rej', '12.5'),
      'R4,,paid,2025-05-01T10:00:00+08:00,100,',
      'R5,Rej,"pa""id",2025-05-01T10:00:00+08:00,100,',
      'R6,Rej,paid,gestern,100,',
      `${line('R7', 'Rej')},more`,
      'R8,"Rej',
    ].join('\n')
    const report = await side.run('orders', 'r.csv', text)
    expect(counts(report)).toEqual([2, 0, 6])
    expect(report.run.rejectsFile).toBe(side.fileOf('r.csv.rejects.csv'))
    const rejects = await side.rejects('r.csv')
    expect(rejects.startsWith('\uFEFFline,reason,row\r\n')).toBe(true)
    const lines = rejects.trimEnd().split('\r\n').slice(1)
    expect(lines.map((text) => text.split(',')[0])).toEqual(['5', '6', '7', '8', '9', '10'])
    expect(lines[0]).toContain('paidFen (column paidFen): ""12.5"" is no amount in fen')
    expect(lines[1]).toContain('must name a customer')
    expect(lines[2]).toMatch(/"status: .*","R5,Rej,""pa""""id"",/)
    expect(lines[3]).toContain('createdAt (column createdAt): ""gestern"" is no time')
    expect(lines[4]).toContain('row: has 7 columns, the header 6')
    expect(lines[5]).toContain('a quote opens and never closes')
  })

  it("a header without the contract's names, and one with a stranger among them, are refused whole", async () => {
    await expect(side.run('orders', 'h.csv', `${title},colour\n`)).rejects.toThrow(
      'no fields of orders (colour)',
    )
    await expect(side.run('orders', 'h.csv', 'orderId,status\n')).rejects.toThrow(
      'columns.createdAt: is missing',
    )
    await expect(side.run('orders', 'h.csv', `${title},orderId\n1,2,3,4,5,6,7\n`)).rejects.toThrow(
      'two columns orderId',
    )
  })

  it('an empty file and one of a header alone hold no rows', async () => {
    expect(await side.run('orders', 'empty.csv', '')).toMatchObject({ outcome: 'finished', rows: 0 })
    expect(await side.run('orders', 'title.csv', `${title}\n`)).toMatchObject({
      outcome: 'finished',
      rows: 0,
    })
  })

  it('a NUL and a cell of a megabyte cost their own rows', async () => {
    const text = [
      title,
      line('N1', 'Nu\u0000l'),
      line('N2', 'x'.repeat(1024 * 1024)),
      line('N3', 'Nul'),
      '',
    ].join('\n')
    expect(counts(await side.run('orders', 'n.csv', text))).toEqual([1, 0, 2])
    const rejects = await side.rejects('n.csv')
    expect(rejects).toContain('\r\n2,"shopCustomerId: must not contain')
    expect(rejects).toContain('\r\n3,"shopCustomerId: ')
  })

  it('a file that is missing or a folder is named', async () => {
    await expect(side.run('orders', 'absent.csv', null)).rejects.toThrow('cannot be read (ENOENT)')
    await expect(side.run('orders', '.', null)).rejects.toThrow('no regular file')
  })
})
