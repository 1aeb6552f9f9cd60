import { describe, expect, it } from 'vitest'
import { checkText } from '../../../../src/domain/scripts/check-text.ts'
import { flaggedWords } from '../../../../src/domain/scripts/words/flagged-words.ts'

describe('flaggedWords', () => {
  it('list each word once', () => {
    expect(new Set(flaggedWords.map(({ word }) => word)).size).toBe(flaggedWords.length)
  })

  it('never propose a flagged word', () => {
    for (const { replacement } of flaggedWords)
      if (replacement !== null) expect(checkText(replacement)).toEqual([])
  })
})
