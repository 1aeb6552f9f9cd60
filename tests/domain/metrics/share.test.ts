import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exceedsPercent, reachesPercent, shareOf } from '../../../src/domain/metrics/share.ts'

const counts = fc
  .tuple(fc.nat(100_000), fc.nat(100_000))
  .map(([part, rest]) => ({ part, whole: part + rest }))

describe('shareOf', () => {
  it.each([
    [0, 0, null],
    [0, 4, 0],
    [1, 4, 0.25],
    [4, 4, 1],
  ])('%i of %i is %s', (part, whole, share) => {
    expect(shareOf({ part, whole })).toBe(share)
  })

  it.each([
    [5, 4],
    [-1, 4],
    [1, 0],
  ])('%i of %i is a mistake of the caller', (part, whole) => {
    expect(() => shareOf({ part, whole })).toThrow(RangeError)
  })

  it('lies within 0 and 1, and grows with the part', () => {
    fc.assert(
      fc.property(counts, ({ part, whole }) => {
        const share = shareOf({ part, whole })
        if (share === null) return whole === 0
        const more = shareOf({ part: Math.min(part + 1, whole), whole }) ?? -1
        return share >= 0 && share <= 1 && more >= share
      }),
    )
  })
})

describe('reachesPercent and exceedsPercent', () => {
  it.each([
    [299, 1000, false, false],
    [300, 1000, true, false],
    [301, 1000, true, true],
    [0, 0, false, false],
  ])('%i of %i against 30 %%', (part, whole, reaches, exceeds) => {
    expect(reachesPercent({ part, whole }, 30)).toBe(reaches)
    expect(exceedsPercent({ part, whole }, 30)).toBe(exceeds)
  })

  it('more is never less: what exceeds also reaches, and one more keeps it', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 0, max: 100 }), ({ part, whole }, percent) => {
        const more = { part: Math.min(part + 1, whole), whole }
        const exceeds = exceedsPercent({ part, whole }, percent)
        return !exceeds || (reachesPercent({ part, whole }, percent) && exceedsPercent(more, percent))
      }),
    )
  })
})
