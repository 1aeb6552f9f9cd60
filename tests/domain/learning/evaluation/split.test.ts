import { describe, expect, it } from 'vitest'
import { splitByUnit, splitInHalves } from '../../../../src/domain/learning/evaluation/split.ts'
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

describe('splitByUnit', () => {
  const units = rows.map((row) => Math.floor(row / 4))

  it('keeps all rows of a unit on one side, in order, and loses none', () => {
    const [first, second] = splitByUnit(rows, units, mulberry32(4))
    const sides = [first, second].map((half) => new Set(half.map((row) => units[row])))
    expect([...(sides[0] ?? [])].filter((unit) => sides[1]?.has(unit))).toEqual([])
    expect([...first, ...second].sort((x, y) => x - y)).toEqual(rows)
    expect([...first].sort((x, y) => x - y)).toEqual(first)
    expect(sides.map((side) => side.size)).toEqual([125, 126])
  })

  it('depends on the seed alone', () => {
    expect(splitByUnit(rows, units, mulberry32(4))).toEqual(splitByUnit(rows, units, mulberry32(4)))
    expect(splitByUnit(rows, units, mulberry32(4))).not.toEqual(splitByUnit(rows, units, mulberry32(5)))
  })
})
