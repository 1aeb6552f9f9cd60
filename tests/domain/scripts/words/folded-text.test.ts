import { describe, expect, it } from 'vitest'
import { foldText } from '../../../../src/domain/scripts/words/folded-text.ts'

describe('foldText', () => {
  it('leads every character back to the original', () => {
    expect(foldText('Ａ 頂·級')).toEqual({ folded: 'a顶级', starts: [0, 2, 4], ends: [1, 3, 5] })
  })

  it('keeps count across pairs of code units and characters that unfold', () => {
    expect(foldText('😀㎏b')).toEqual({ folded: '😀kgb', starts: [0, 0, 2, 2, 3], ends: [2, 2, 3, 3, 4] })
  })
})
