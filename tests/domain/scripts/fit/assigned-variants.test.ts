import { describe, expect, it } from 'vitest'
import { assignedVariants } from '../../../../src/domain/scripts/fit/assigned-variants.ts'
import { sampleScript as script } from '../sample-script.ts'

const group = [script('a'), script('b', { variantOf: 'a' }), script('alone')]
const of = (scripts: typeof group, key: string) => {
  const { assigned, setApart } = assignedVariants(scripts, key)
  return { assigned: [...assigned], setApart: [...setApart] }
}
const keys = Array.from({ length: 2000 }, (_, index) => `customer-${index}`)

describe('assignedVariants', () => {
  it('gives each customer one of a group, always the same, in any order of the scripts', () => {
    for (const key of keys.slice(0, 50)) {
      const { assigned, setApart } = of(group, key)
      expect([...assigned, ...setApart].sort()).toEqual(['a', 'b'])
      expect(assigned).toHaveLength(1)
      expect(of([...group].reverse(), key)).toEqual({ assigned, setApart })
    }
  })

  it('splits the customers by weight', () => {
    const share = (weight: number) => {
      const scripts = [script('a'), script('b', { variantOf: 'a', weight })]
      return keys.filter((key) => of(scripts, key).assigned[0] === 'b').length / keys.length
    }
    expect(share(1)).toBeGreaterThan(0.45)
    expect(share(1)).toBeLessThan(0.55)
    expect(share(3)).toBeGreaterThan(0.7)
    expect(share(3)).toBeLessThan(0.8)
    expect(share(0)).toBe(0)
  })

  it('tests nothing with one script or without weight', () => {
    expect(of([script('alone')], 'k')).toEqual({ assigned: [], setApart: [] })
    expect(of([script('b', { variantOf: 'gone' })], 'k')).toEqual({ assigned: [], setApart: [] })
    const weightless = [script('a', { weight: 0 }), script('b', { variantOf: 'a', weight: 0 })]
    expect(of(weightless, 'k')).toEqual({ assigned: [], setApart: [] })
  })
})
