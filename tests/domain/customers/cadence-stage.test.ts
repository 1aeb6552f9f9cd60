import { describe, expect, it } from 'vitest'
import { cadenceStage } from '../../../src/domain/customers/cadence-stage.ts'

describe('cadenceStage (CAD-01..03, C3)', () => {
  it.each([
    [0, null, 'new'],
    [7, null, 'new'],
    [8, null, 'active'],
    [30, 30, 'active'],
    [31, 30, 'mature'],
    [31, 31, 'silent'],
    [31, null, 'silent'],
    [400, 0, 'mature'],
    [null, 0, 'mature'],
    [null, null, 'silent'],
  ])('added %s days ago, active %s days ago: %s', (added, activity, stage) => {
    expect(cadenceStage(added, activity)).toBe(stage)
  })

  it('follows the bounds of the store', () => {
    const rules = { 'CAD-01.untilDay': 5, 'CAD-02.untilDay': 20, 'C3.activeDays': 40 }
    expect([5, 6, 20, 21].map((added) => cadenceStage(added, 40, rules))).toEqual([
      'new',
      'active',
      'active',
      'mature',
    ])
    expect(cadenceStage(21, 41, rules)).toBe('silent')
  })
})
