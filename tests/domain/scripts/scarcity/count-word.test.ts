import { describe, expect, it } from 'vitest'
import { countOf } from '../../../../src/domain/scripts/scarcity/count-word.ts'

describe('countOf', () => {
  it.each([
    ['0', 0],
    ['17', 17],
    ['零', 0],
    ['九', 9],
    ['十', 10],
    ['十七', 17],
    ['二十', 20],
    ['两百零三', 203],
    ['九千九百九十九', 9999],
    ['一二', 12],
    ['1万', 10_000],
    ['一万零三', 10_003],
    ['十万', 100_000],
    ['', null],
    ['几', null],
    ['数十', null],
    ['1万2万', null],
    ['万', null],
  ])('%j is %j', (word, count) => {
    expect(countOf(word)).toBe(count)
  })
})
