import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { engines, type TestDatabase } from '../../../support/databases.ts'
import { readyMappings } from '../../../../src/server/import/mapping/ready-mappings.ts'
import { readMapping } from '../../../../src/server/import/mapping/read-mapping.ts'
import { counts, type ImportSide, importSide } from '../import-side.ts'
import { inGbk, youzanFile } from '../shop-files.ts'

describe.each(engines)('exports of shop systems on $name', ({ open }) => {
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
  const youzan = readyMappings['youzan']?.mapping
  const weimob = readyMappings['weimob']?.mapping

  it('each ready mapping fits its own kind', async () => {
    for (const [name, { kind }] of Object.entries(readyMappings))
      expect(await readMapping(kind, name)).toMatchObject({ moneyUnit: 'yuan' })
  })

  it('Youzan by goods, in GBK, in UTF-8 and again: lines are joined, words and amounts understood', async () => {
    expect(counts(await side.run('orders', 'y.csv', youzanFile, { map: youzan }))).toEqual([3, 0, 2])
    const orders = await side.orders('E2025')
    expect(orders.map(({ status, paidFen, refundedFen }) => [status, paidFen, refundedFen])).toEqual([
      ['paid', 256_800, 0],
      ['refunded', 9900, 9900],
      ['created', 9900, 0],
    ])
    expect(JSON.parse(orders[0]?.itemsJson ?? '')).toHaveLength(2)
    const utf8 = `\uFEFF${new TextDecoder('gbk').decode(youzanFile)}`
    expect(counts(await side.run('orders', 'y8.csv', utf8, { map: youzan }))).toEqual([0, 3, 2])
    expect(await side.rejects('y8.csv')).toContain('"E2025004,交易完成')
  })

  it('Youzan by order: other titles, no goods, the phone of the delivery where the account has none', async () => {
    const text = [
      '订单号,订单状态,订单创建时间,买家付款时间,全部商品名称,订单实付金额,运费,买家手机号,收货人手机号/提货人手机号',
      'Y1,交易成功,2025-03-05 14:03:07,2025-03-05 14:04:00,"面霜(1件);精华(2件)",¥99.00,0.00,,13700000001',
      'Y2,交易关闭,2025-03-05 14:03:07,,面霜,,0.00,13700000002,13700000009',
    ].join('\n')
    expect(counts(await side.run('orders', 'yo.csv', text, { map: youzan }))).toEqual([2, 0, 0])
    expect(await side.orders('Y')).toMatchObject([
      { orderId: 'Y1', status: 'paid', paidFen: 9900, itemsJson: '[]' },
      { orderId: 'Y2', status: 'cancelled', paidFen: 0 },
    ])
    expect(await side.customer('13700000001')).toMatchObject({ orderCount: 1 })
    expect(await side.customer('13700000002')).toMatchObject({ orderCount: 0 })
  })

  it('Weimob by goods: serial dates, sums of the lines, a part refunded, a title with quoted line ends', async () => {
    const text = [
      '订单编号\t订单状态\t下单时间\t支付时间\t客户手机号\t商品名称\tSKU编码\t购买数量\t商品实付金额\t运费\t退款金额',
      'W1\t已完成\t45356.5854166667\t45356.5861111111\t13600000001\t"面霜\n50ml"\tA\t2\t１９８．００\t10\t0',
      'W1\t已完成\t45356.5854166667\t45356.5861111111\t13600000001\t精华\tB\t1\t100\t10\t100',
      'W2\t全额退款\t45357\t45357\t13600000002\t精华\tB\t1\t100\t0\t',
      'W3\t在天上\t45357\t45357\t13600000002\t精华\tB\t1\t100\t0\t',
    ].join('\n')
    expect(
      counts(
        await side.run('orders', 'w.tsv', inGbk(text.replace('１９８．００', '198.00')), { map: weimob }),
      ),
    ).toEqual([2, 0, 1])
    expect(await side.orders('W')).toMatchObject([
      {
        status: 'paid',
        paidFen: 30_800,
        refundedFen: 10_000,
        shippingFen: 1000,
        createdAt: Date.parse('2024-03-05T14:03:00+08:00'),
      },
      { status: 'refunded', paidFen: 10_000, refundedFen: 10_000 },
    ])
    expect(await side.rejects('w.tsv')).toContain(
      '\r\n6,"status (column 订单状态): ""在天上"" is none of the words',
    )
  })

  it('a file without the columns that count names them', async () => {
    await expect(side.run('orders', 'x.csv', '订单号,商品名称\n1,2\n', { map: youzan })).rejects.toThrow(
      /has no column for status \(订单状态 .*createdAt .*paidFen .*phone|shopCustomerId/,
    )
  })

  it('goes on after a stop between orders, counting the lines before', async () => {
    const lines = Array.from({ length: 2100 }, (_, index) =>
      ['A', 'B']
        .map((sku) => `K${index},已完成,2025-03-05,2025-03-05,13500000001,${sku},${sku},1,1`)
        .join('\n'),
    )
    const text = `订单编号,订单状态,下单时间,支付时间,客户手机号,商品名称,SKU编码,购买数量,商品实付金额\n${lines.join('\n')}\nK7,已完成,2025-03-05,2025-03-05,13500000001,C,C,1,1\n`
    const stop = new AbortController()
    const options = { map: weimob, signal: stop.signal, onProgress: () => stop.abort() }
    expect(await side.run('orders', 'k.csv', text, options)).toMatchObject({ outcome: 'stopped', rows: 2000 })
    const report = await side.run('orders', 'k.csv', null, { map: weimob })
    expect(report).toMatchObject({ outcome: 'finished', rows: 101 })
    expect(counts(report)).toEqual([2100, 0, 1])
    expect(await side.rejects('k.csv')).toContain('stand apart')
  })
})
