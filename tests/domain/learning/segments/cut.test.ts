import { describe, expect, it } from 'vitest'
import { cutSums, isInside } from '../../../../src/domain/learning/segments/cut.ts'
import { sumRows } from '../../../../src/domain/learning/segments/reward-sums.ts'
import { generateLog, personalWorld } from '../generated-log.ts'

const { log } = generateLog(personalWorld, 400, 2)
const rows = log.actions.map((_, row) => row)

describe('isInside', () => {
  it('takes lower bins of what is ordered, and one bin of what is not', () => {
    const features = [
      { name: 'n', bins: [0, 1, 2], binCount: 3, isOrdered: true },
      { name: 'w', bins: [0, 1, 2], binCount: 3, isOrdered: false },
    ]
    const inside = (feature: number) => [0, 1, 2].map((row) => isInside(features, { feature, bin: 1 }, row))
    expect(inside(0)).toEqual([true, true, false])
    expect(inside(1)).toEqual([false, true, false])
  })
})

describe('cutSums', () => {
  it('sums both sides of every cut as counting them would', () => {
    const cuts = cutSums(log, rows, sumRows(log, rows))
    expect(cuts).toHaveLength(7 + 3)
    for (const { cut, inside, outside } of cuts) {
      const expected = [true, false].map((side) =>
        sumRows(
          log,
          rows.filter((row) => isInside(log.features, cut, row) === side),
        ),
      )
      for (const [sums, counted] of [
        [inside, expected[0]],
        [outside, expected[1]],
      ] as const) {
        expect(sums.map(({ count }) => count)).toEqual(counted?.map(({ count }) => count))
        sums.forEach(({ wr }, action) => expect(wr).toBeCloseTo(counted?.[action]?.wr ?? Number.NaN, 6))
      }
    }
  })
})
