import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName } from '../../../../src/domain/scripts/testimonials/mask-name.ts'

describe('maskName', () => {
  it.each([
    ['', '**'],
    ['悦', '**'],
    ['小红', '小**'],
    ['王小悦', '王**'],
    ['欧阳娜娜', '欧**'],
    ['  小红 ', '小**'],
    ['Amy', 'A**'],
    ['Éa', 'É**'],
    ['E\u0301a', 'E\u0301**'],
    ['😀小', '😀**'],
    ['👩‍👧小', '👩‍👧**'],
    ['👩‍👧', '**'],
    ['𠮷野', '𠮷**'],
    ['{称呼}', '**'],
    ['*a', '**'],
  ])('%j is %j', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })

  it('never shows more than the first character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (name) => {
        const masked = maskName(name)
        expect(masked.endsWith('**')).toBe(true)
        expect(name.trim().startsWith(masked.slice(0, -2))).toBe(true)
        const shown = [...new Intl.Segmenter('zh').segment(masked.slice(0, -2))]
        expect(shown.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
