import { describe, expect, it } from 'vitest'
import { reasonInChinese } from '../../../../src/server/import/uploads/reasons.ts'

describe('reasons in words of the store', () => {
  it.each([
    ['paidFen (column 实付): "x" is no amount in yuan', '实付金额（列「实付」）：「x」不是以元为单位的金额'],
    [
      'orderId (column 订单号): "2E+17" was cut short by a spreadsheet; export again and import the file unopened',
      '订单号：「2E+17」已被表格软件截短；请重新导出，不要用表格软件打开后再存',
    ],
    [
      'phone: must be a phone number of digits, spaces and dashes; status: must be one of created, paid',
      '手机号：不是手机号（打了星号的号码不能用，请导出完整号码）；订单状态：只能是：created, paid',
    ],
    ['items.0.sku: is missing: give a text', '商品编码：没有填'],
    ['row: is not UTF-8 text; save the file as UTF-8', '不是能识别的文字；请把文件另存为CSV UTF-8'],
    [
      'row: has 7 columns, the header 6; put cells that hold the delimiter in quotes',
      '有7列，表头只有6列；含分隔符的内容要加引号',
    ],
    ['is gzip; unpack it first', '这是压缩文件；请解压后再上传'],
    [
      'mapping custom: 2 bad key(s):\n  columns.createdAt: is missing: name its column, or give constants.createdAt\n  moneyUnit: is missing: give yuan or fen',
      '下单时间：没有对应的列；金额单位：没有选',
    ],
    ['something new', 'something new'],
  ])('%s', (reason, expected) => {
    expect(reasonInChinese(reason)).toBe(expected)
  })
})
