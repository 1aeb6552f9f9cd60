import { describe, expect, it } from 'vitest'
import { figureTable, isMet } from '../../../src/server/bench/figure-table.ts'

const figure = { what: 'panel', value: 900, unit: '/s' }

describe('figures of the bench', () => {
  it('keep their bound at it, and no further', () => {
    expect(isMet({ ...figure, bound: { atLeast: 900 } })).toBe(true)
    expect(isMet({ ...figure, bound: { atLeast: 901 } })).toBe(false)
    expect(isMet({ ...figure, bound: { atMost: 900 } })).toBe(true)
    expect(isMet({ ...figure, bound: { atMost: 899 } })).toBe(false)
    expect(isMet(figure)).toBeNull()
  })

  it('are bound by their ratio where they have one', () => {
    const compared = { ...figure, floor: { what: 'bare', value: 2000 }, ratio: 0.45 }
    expect(isMet({ ...compared, bound: { atLeast: 0.45 } })).toBe(true)
    expect(isMet({ ...compared, bound: { atLeast: 0.46 } })).toBe(false)
  })

  it('never pass when they were not measured', () => {
    expect(isMet({ ...figure, value: Number.NaN, bound: { atMost: 250 } })).toBe(false)
  })

  it('stand in columns', () => {
    const [head = '', row = '', last = ''] = figureTable([
      {
        ...figure,
        value: 1234.4,
        floor: { what: 'bare', value: 2500 },
        ratio: 0.494,
        bound: { atLeast: 0.35 },
      },
      { what: 'memory of the server', value: 312.6, unit: 'MB', bound: { atMost: 250 } },
    ])
    expect(row).toMatch(/^panel +1,234 \/s +2,500 \(bare\) +0\.49 +ratio ≥ 0\.35 +met$/)
    expect(last).toMatch(/^memory of the server +313 MB +≤ 250 +NOT MET$/)
    expect(head.indexOf('value')).toBe(row.indexOf('1,234'))
  })
})
