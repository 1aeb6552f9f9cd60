import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkText } from '../../../../src/domain/scripts/check-text.ts'
import { mostWords, storeWordsFrom } from '../../../../src/domain/scripts/words/store-words.ts'

describe('storeWordsFrom', () => {
  it('reads words and rows', () => {
    expect(storeWordsFrom([' 加微信 ', { word: '秒杀', kind: 'tone', replacement: ' 活动 ' }])).toEqual([
      { word: '加微信', kind: 'sensitive', replacement: null },
      { word: '秒杀', kind: 'tone', replacement: '活动' },
    ])
  })

  it.each([[null], ['加微信'], [{ words: [] }], [[null, 1, {}, { word: 3 }, '', ' ·*', '很'.repeat(31)]]])(
    '%j holds no words',
    (stored) => {
      expect(storeWordsFrom(stored)).toEqual([])
    },
  )

  it('keeps the first of equals, 30 characters and known kinds', () => {
    expect(storeWordsFrom(['加VX', '加ｖ·x'])).toHaveLength(1)
    expect(storeWordsFrom(['很'.repeat(30)])).toHaveLength(1)
    expect(storeWordsFrom([{ word: '甲', kind: 'nope' }])[0]?.kind).toBe('sensitive')
  })

  it('takes no replacement that holds the word', () => {
    expect(storeWordsFrom([{ word: '秒杀', replacement: '限时秒 杀' }])[0]?.replacement).toBeNull()
  })

  it('ends at the longest list', () => {
    const many = Array.from({ length: mostWords + 1 }, (_, index) => `词${index}号`)
    expect(storeWordsFrom(many)).toHaveLength(mostWords)
  })

  it('is found under any separators, whatever the words', () => {
    const separators = fc.array(fc.constantFrom('·', ' ', '*', '-', '\u200b', '|', '.'), { maxLength: 3 })
    const word = fc.stringMatching(/^[一-龥]{2,8}$/)
    fc.assert(
      fc.property(word, separators, (own, marks) => {
        const words = storeWordsFrom([own])
        const hidden = [...own].join(marks.join(''))
        expect(checkText(`甲,${hidden},乙`, words).some(({ found }) => found.includes(hidden))).toBe(true)
      }),
    )
  })
})
