import { describe, expect, it } from 'vitest'
import { pickPlace, winningShares, withFloor } from '../../../../src/domain/learning/policy/propensities.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

describe('winningShares', () => {
  it('counts the rounds that each arm wins, "no offer" last', () => {
    const rounds = [
      [5, 3],
      [1, 3],
      [-1, -2],
      [2, 2],
    ]
    const shares = winningShares(2, 4, () => (rounds.shift() ?? []).map((valueFen) => ({ valueFen })))
    expect(shares).toEqual([0.5, 0.25, 0.25])
  })

  it('gives no offer what is worth exactly nothing', () => {
    expect(winningShares(1, 3, () => [{ valueFen: 0 }])).toEqual([0, 1])
    expect(winningShares(0, 3, () => [])).toEqual([1])
  })
})

describe('withFloor', () => {
  it('keeps the sum at 1 and every arm at or above floor / K', () => {
    const shares = withFloor([0, 0.25, 0.75, 0], 0.1)
    expect(sum(shares)).toBeCloseTo(1, 12)
    const expected = [0.025, 0.25, 0.7, 0.025]
    shares.forEach((share, place) => expect(share).toBeCloseTo(expected[place] ?? Number.NaN, 12))
  })
})

describe('pickPlace', () => {
  it.each([
    [0, 0],
    [0.1999, 0],
    [0.2, 2],
    [0.9999999, 2],
  ])('puts %f at place %i', (number, place) => {
    expect(pickPlace([0.2, 0, 0.8], () => number)).toBe(place)
  })

  it('stays inside when rounding leaves a rest', () => {
    expect(pickPlace([0.3, 0.3, 0.39], () => 0.995)).toBe(2)
  })
})
