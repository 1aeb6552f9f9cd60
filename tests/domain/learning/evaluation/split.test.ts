import { describe, expect, it } from 'vitest'
import { splitInHalves } from '../../../../src/domain/learning/evaluation/split.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'

const rows = Array.from({ length: 1001 }, (_, row) => row)

describe('splitInHalves', () => {
  it('puts every row into one half, in order', () => {
    const [first, second] = splitInHalves(rows, mulberry32(4))
    expect([first.length, second.length]).toEqual([500, 501])
    expect([...first, ...second].sort((x, y) => x - y)).toEqual(rows)
    expect([...first].sort((x, y) => x - y)).toEqual(first)
  })

  it('depends on the seed alone', () => {
    expect(splitInHalves(rows, mulberry32(4))).toEqual(splitInHalves(rows, mulberry32(4)))
    expect(splitInHalves(rows, mulberry32(4))).not.toEqual(splitInHalves(rows, mulberry32(5)))
    expect(splitInHalves([], mulberry32(4))).toEqual([[], []])
  })
})
