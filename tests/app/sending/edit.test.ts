import { describe, expect, it } from 'vitest'
import { changedLength } from '../../../src/app/sending/edit.ts'

describe('characters changed', () => {
  it.each([
    ['同样', '同样', 0],
    ['悦悦姐您好', '悦悦姐，您好', 1],
    ['悦悦姐，您好', '悦悦姐您好', 1],
    ['abcd', 'axyd', 2],
    ['', 'abc', 3],
    ['aa', 'aaa', 1],
  ])('%s → %s', (before, after, length) => {
    expect(changedLength(before, after)).toBe(length)
  })
})
