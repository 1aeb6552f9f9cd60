import { describe, expect, it } from 'vitest'
import { simplify } from '../../../../src/domain/scripts/words/traditional.ts'

describe('simplify', () => {
  it.each(
    [...'國国級级優优價价銷销獨独萬万療疗藥药發发髮发僅仅餘余後后庫库搶抢斷断貨货'.matchAll(/(.)(.)/gu)].map(
      (m) => [m[1] ?? '', m[2] ?? ''],
    ),
  )('%s is %s', (one, other) => {
    expect(simplify(one)).toBe(other)
    expect(simplify(other)).toBe(other)
  })

  it('leaves what has no other form', () => {
    for (const character of ['您', 'a', '😀', '著', '乾', '']) expect(simplify(character)).toBe(character)
  })
})
