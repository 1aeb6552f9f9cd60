import { describe, expect, it } from 'vitest'
import { splitCells, splitWords } from '../../../../src/server/import/reading/cells.ts'

describe('cells of a record', () => {
  it.each([
    ['a,b,c', ',', ['a', 'b', 'c']],
    ['a,,', ',', ['a', '', '']],
    ['"a,b",c', ',', ['a,b', 'c']],
    ['"say ""hi""";x', ';', ['say "hi"', 'x']],
    ['"",""', ',', ['', '']],
    ['"one\ntwo"\tx', '\t', ['one\ntwo', 'x']],
    ['5" disc,"x"', ',', ['5" disc', 'x']],
    ['"a" b,c', ',', ['a b', 'c']],
    ['', ',', ['']],
  ])('%j by %j', (text, delimiter, cells) => {
    expect(splitCells(text, delimiter)).toEqual(cells)
  })

  it('white space of any width parts words', () => {
    expect(splitWords(' 00001 19970101  1 \t 11.77 ')).toEqual(['00001', '19970101', '1', '11.77'])
  })
})
