import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scarcityClaims, unbackedClaims } from '../../../../src/domain/scripts/scarcity/scarcity-claims.ts'

const counts = (text: string) => scarcityClaims(text).map(({ count }) => count)

describe('scarcityClaims (OFF-18)', () => {
  it.each([
    ['今天还剩{真实余量}份', ['live']],
    ['今天还剩{ 余量 }份', ['live']],
    ['仅剩3件', [3]],
    ['僅剩三件', [3]],
    ['仅·剩 3 件', [3]],
    ['只剩最后２套', [2]],
    ['最后十份', [10]],
    ['最後一件', [1]],
    ['前100名8折', [100]],
    ['下单的前五十位半价', [50]],
    ['限200人', [200]],
    ['仅限50人', [50]],
    ['前50人有礼', [50]],
    ['前50送小样', [50]],
    ['前200享8折', [200]],
    ['福利前50', [50]],
    ['仅10份', [10]],
    ['只有10份', [10]],
    ['限量100份', [100]],
    ['限量发售', [null]],
    ['库存仅17', [17]],
    ['庫存17件', [17]],
    ['名额有限,先到先得', [null, null]],
    ['马上售罄', [null]],
    ['手慢无', [null]],
    ['仅剩几件', ['vague']],
    ['前100名,还剩{余量}份', [100, 'live']],
  ])('%j counts %j', (text, expected) => {
    expect(counts(text)).toEqual(expected)
  })

  it.each([
    '还剩3天',
    '仅剩2小时',
    '手上的还剩多少',
    '最后一个问题',
    '最后一件事',
    '前两个步骤',
    '前30天',
    '前10分钟',
    '排名前10的成分',
    '每晚仅1片',
    '仅1片就够',
    '只有一个问题',
    '只有两瓶一起用',
    '成分表的前五位',
    '您之前3件都收到了吗',
    '每人限1件',
    '一共2件',
    '您的{余量}',
    '',
  ])('%j says nothing of stock', (text) => {
    expect(counts(text)).toEqual([])
  })

  it('says where each claim stands', () => {
    expect(scarcityClaims('您看,仅·剩３件了')).toEqual([{ found: '仅·剩３件', start: 3, end: 8, count: 3 }])
  })

  it('reads any text without a throw, and every claim back from its place', () => {
    const piece = fc.oneof(
      fc.constantFrom('仅剩', '3', '件', '限量', '😀', '\u202e', '{余量}', '\ud800', '𠮷', '前100名'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        for (const { found, start, end } of scarcityClaims(text)) expect(text.slice(start, end)).toBe(found)
      }),
      { numRuns: 300 },
    )
  })
})

describe('unbackedClaims', () => {
  const unbacked = (text: string, live: number | null) =>
    unbackedClaims(text, (count) => count === 'live' || (count !== null && count === live)).map(
      ({ found }) => found,
    )

  it('passes the live number alone', () => {
    expect(unbacked('还剩17份', 17)).toEqual([])
    expect(unbacked('还剩16份', 17)).toEqual(['还剩16份'])
    expect(unbacked('还剩18份', 17)).toEqual(['还剩18份'])
    expect(unbacked('还剩17份', null)).toEqual(['还剩17份'])
  })

  it('passes a word without a number only beside the live one', () => {
    expect(unbacked('限量,还剩17份', 17)).toEqual([])
    expect(unbacked('限量发售', 17)).toEqual(['限量'])
    expect(unbacked('限量,还剩3份', 17)).toEqual(['限量', '还剩3份'])
  })
})
