import { describe, expect, it } from 'vitest'
import { contrastRatio, leastContrast } from '../../../src/domain/checkout/contrast.ts'

describe('contrastRatio (CLM-06)', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#FFFFFF', '#000000', 21],
    ['#ffffff', '#ffffff', 1],
    ['#777777', '#ffffff', 4.478],
    ['#767676', '#ffffff', 4.542],
    ['#ff0000', '#ffffff', 3.998],
  ])('%s on %s: %d', (first, second, ratio) => {
    expect(contrastRatio(first, second)).toBeCloseTo(ratio, 3)
  })

  it('asks for 4.5, between the two greys', () => {
    expect(contrastRatio('#777777', '#ffffff')).toBeLessThan(leastContrast)
    expect(contrastRatio('#767676', '#ffffff')).toBeGreaterThan(leastContrast)
  })

  it.each(['red', '#fff', '#gggggg', '#ffffff0', ''])('%j is no colour of ours', (color) => {
    expect(contrastRatio(color, '#ffffff')).toBeNull()
    expect(contrastRatio('#ffffff', color)).toBeNull()
  })
})
