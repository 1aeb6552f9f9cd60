import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkText, replaceFlagged } from '../../../src/domain/scripts/check-text.ts'
import { flaggedWords } from '../../../src/domain/scripts/words/flagged-words.ts'

const words = (text: string) => checkText(text).map(({ word }) => word)

describe('checkText', () => {
  it('names the word, where it stands and what to say instead', () => {
    expect(checkText('这是最佳选择')).toEqual([
      { word: '最佳', kind: 'absolute', replacement: '更合适', found: '最佳', start: 2, end: 4 },
    ])
  })

  it.each([
    ['今天护肤有没有什么想问的', []],
    ['第一次用可以先试小样', []],
    ['最·佳', ['最佳']],
    ['最 佳', ['最佳']],
    ['最\u200b佳', ['最佳']],
    ['最_-*佳', ['最佳']],
    ['说到最,佳能相机', []],
    ['１００％有效', ['100%']],
    ['國家級', ['国家级']],
    ['頂級成分', ['顶级']],
    ['可以消炎', ['消炎']],
    ['檢測到您感興趣', ['检测到']],
    ['最佳,也最好', ['最佳', '最好']],
  ])('%j: %o', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  it("takes the store's own words, and the longer of overlapping ones", () => {
    const own = [{ word: '最佳搭档', kind: 'sensitive' as const, replacement: '好搭档' }]
    expect(checkText('最佳搭档ABC', own).map(({ word }) => word)).toEqual(['最佳搭档'])
    expect(checkText('加vx', [{ word: 'VX', kind: 'sensitive', replacement: null }])).toHaveLength(1)
    expect(checkText('您好', [{ word: ' ', kind: 'sensitive', replacement: null }])).toEqual([])
  })

  it('finds a free-typed scarcity and passes the live count (OFF-18)', () => {
    expect(checkText('您看,还剩17份')).toEqual([
      { word: '还剩17份', kind: 'scarcity', replacement: null, found: '还剩17份', start: 3, end: 8 },
    ])
    expect(checkText('您看,还剩17份', [], (count) => count === 17)).toEqual([])
    expect(checkText('您看,还剩{真实余量}份')).toEqual([])
    expect(words('僅剩 ３ 件')).toEqual(['僅剩 ３ 件'])
  })

  it('finds a listed word in Traditional characters, full width and separators at once (SCR-06)', () => {
    const own = [{ word: '加微信VX', kind: 'sensitive' as const, replacement: null }]
    expect(checkText('請加.微 信ｖ-Ｘ吧', own).map(({ found }) => found)).toEqual(['加.微 信ｖ-Ｘ'])
    expect(checkText('買單請找我', [{ word: '买单', kind: 'sensitive', replacement: null }])).toHaveLength(1)
  })

  it('reads any text without a throw, and finds in order without overlaps', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '最',
        '佳',
        '·',
        '😀',
        '👩\u200d👧',
        '\u202e',
        '\u0301',
        '\ud83d',
        '𠮷',
        '仅剩3件',
        'مرحبا',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        let end = 0
        for (const finding of checkText(text)) {
          expect(finding.start).toBeGreaterThanOrEqual(end)
          expect(text.slice(finding.start, finding.end)).toBe(finding.found)
          end = finding.end
        }
      }),
      { numRuns: 300 },
    )
  })

  it('finds every built-in word in any dress', () => {
    for (const { word } of flaggedWords) {
      expect(words(`甲${word}乙`)).toContain(word)
      expect(words(`甲${[...word].join('·')}乙`)).toContain(word)
    }
  })
})

describe('replaceFlagged', () => {
  it('says something else or leaves the word out', () => {
    const text = '最·佳方案,可以根治'
    expect(replaceFlagged(text, checkText(text))).toBe('更合适方案,可以')
  })

  it('leaves nothing flagged and keeps the rest', () => {
    const piece = fc.oneof(
      fc.constantFrom(...flaggedWords.map(({ word }) => word)),
      fc.constantFrom('您好,', '护肤。', '😀'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.map((part) => `${part},`).join('')
        const clean = replaceFlagged(text, checkText(text))
        expect(checkText(clean)).toEqual([])
        expect(clean.split('😀').length).toBe(text.split('😀').length)
      }),
    )
  })
})
