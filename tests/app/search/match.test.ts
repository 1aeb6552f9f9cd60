import { describe, expect, it } from 'vitest'
import { findMatch } from '../../../src/app/search/match.ts'
import { loadPinyin, prepareHanzi } from '../../../src/app/search/pinyin.ts'

const prepare = await loadPinyin()
const found = (text: string, query: string): string | null => {
  const range = findMatch(prepare(text), query)
  return range === null ? null : text.slice(range.start, range.end)
}

describe('finding a script', () => {
  it.each([
    ['嫌贵-价值拆解', '价值', '价值'],
    ['嫌贵-价值拆解', 'jiazhi', '价值'],
    ['嫌贵-价值拆解', 'jz', '价值'],
    ['嫌贵-价值拆解', 'jiaz', '价值'],
    ['嫌贵-价值拆解', 'jzhi', '价值'],
    ['嫌贵-价值拆解', 'j值', '价值'],
    ['嫌贵-价值拆解', 'Jia Zhi', '价值'],
    ['嫌贵-价值拆解', "jia'zhi", '价值'],
    ['重庆门店', 'chongqing', '重庆'],
    ['重庆门店', 'cq', '重庆'],
    ['重庆门店', 'zq', '重庆'],
    ['会员VIP专享', 'vip', 'VIP'],
    ['会员VIP专享', 'hyvip', '会员VIP'],
    ['好😀价值', 'jz', '价值'],
    ['嫌贵-价值拆解', '價值', '价值'],
    ['嫌貴-價值拆解', '价值', '價值'],
    ['嫌貴-價值拆解', 'jz', '價值'],
    ['嫌贵-价值拆解', 'ｊｚ', '价值'],
  ])('%s by %s', (text, query, expected) => {
    expect(found(text, query)).toBe(expected)
  })

  it.each([
    ['嫌贵-价值拆解', 'zj'],
    ['嫌贵-价值拆解', 'jiazhia'],
    ['嫌贵', ''],
    ['嫌贵', '  '],
    ['', 'x'],
  ])('not %s by "%s"', (text, query) => {
    expect(found(text, query)).toBeNull()
  })

  it('works on hanzi while pinyin is not there', () => {
    expect(findMatch(prepareHanzi('价值拆解'), '拆解')).toEqual({ start: 2, end: 4 })
    expect(findMatch(prepareHanzi('价值拆解'), 'cj')).toBeNull()
  })
})
