import { describe, expect, it } from 'vitest'
import { parsePurchases, readPurchaseFile } from '../../../src/server/reference/purchase-file.ts'

const newYearDay = Date.UTC(1997, 0, 1) / 86_400_000

describe('parsePurchases', () => {
  it('reads one id column with a header and CRLF', () => {
    const text =
      ' customer_id  date number_of_cds  dollar_value\r\n 00001 19970101  1   11.77\r\n 00001 19970102  5   29.73\r\n'
    expect(parsePurchases(text, 'master')).toEqual([
      {
        customerId: '00001',
        purchases: [
          { day: newYearDay, netFen: 1177 },
          { day: newYearDay + 1, netFen: 2973 },
        ],
      },
    ])
  })

  it('reads two id columns without a header and counts by the first', () => {
    const text = ' 00004 0001 19970101  2   29.33\n 00021 0002 19970101  3   63.34\n'
    expect(parsePurchases(text, 'sample').map(({ customerId }) => customerId)).toEqual(['00004', '00021'])
  })

  it.each([
    ['00004 0001 19970101 2 29.33\n00004 0001 1997-01-18 2 29.73', 2],
    ['00004 0001 19970101 2 29.33\n00004 0001 19970118 2 free', 2],
    ['00004 19970101 2 29.33\n\n19970101 2 29.33', 3],
  ])('names the file and the line of bad input', (text, line) => {
    expect(() => parsePurchases(text, 'sample')).toThrow(`sample, line ${line}`)
  })
})

describe('readPurchaseFile', () => {
  it('names a file that is missing', async () => {
    await expect(readPurchaseFile('/nowhere/CDNOW_sample.txt')).rejects.toThrow('/nowhere/CDNOW_sample.txt')
  })
})
