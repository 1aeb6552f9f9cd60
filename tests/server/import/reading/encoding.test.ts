import { describe, expect, it } from 'vitest'
import { decodeRecord, encodingOf } from '../../../../src/server/import/reading/encoding.ts'
import { inGbk } from '../shop-files.ts'

const utf8 = (text: string) => Buffer.from(text)
const whole = (bytes: Buffer) => ({ start: 0, end: bytes.length })

describe('the encoding of a file', () => {
  it.each([
    ['ASCII alone', utf8('a,b\n1,2\n'), 'either'],
    ['UTF-8', utf8('订单号,金额\n1,2\n'), 'utf-8'],
    ['GBK', inGbk('订单号,金额\n1,2\n'), 'gbk'],
    ['UTF-8 with one broken line', Buffer.concat([utf8('订单\n金额\n'), inGbk('坏'), utf8('\n')]), 'utf-8'],
    ['GBK with a line that is UTF-8 too', Buffer.concat([inGbk('订单号\n商品名称\n'), utf8('é\n')]), 'gbk'],
    ['UTF-8 cut within its last character', utf8('订单号\n商品').subarray(0, -1), 'utf-8'],
    ['GBK cut within its last character', inGbk('订单号\n商品').subarray(0, -1), 'gbk'],
    ['a single line of GBK', inGbk('订单号'), 'gbk'],
  ])('%s', (_name, bytes, expected) => {
    expect(encodingOf(bytes)).toBe(expected)
  })

  it('reads records of it, and no bytes that are none', () => {
    const [gbk, other] = [inGbk('面霜'), utf8('面霜')]
    expect(decodeRecord(gbk, whole(gbk), 'gbk')).toBe('面霜')
    expect(decodeRecord(gbk, whole(gbk), 'either')).toBe('面霜')
    expect(decodeRecord(gbk, whole(gbk), 'utf-8')).toBeNull()
    expect(decodeRecord(other, whole(other), 'either')).toBe('面霜')
    expect(decodeRecord(other, whole(other), 'utf-8')).toBe('面霜')
    const broken = Buffer.from([0x81, 0x20])
    expect(decodeRecord(broken, whole(broken), 'gbk')).toBeNull()
    expect(decodeRecord(broken, whole(broken), 'either')).toBeNull()
  })
})
