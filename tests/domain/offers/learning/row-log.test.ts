import { describe, expect, it } from 'vitest'
import type { LearningRow } from '../../../../src/domain/offers/learning/learning-row.ts'
import { leastDraws, rowLog } from '../../../../src/domain/offers/learning/row-log.ts'
import { newcomers, regulars } from './generated-choices.ts'

const arms = [
  { armId: 'a', propensity: 0.5 },
  { armId: 'b', propensity: 0.3 },
  { armId: 'rare', propensity: 0.1 },
  { armId: null, propensity: 0.1 },
]

function rows(armId: string | null, count: number, changes: Partial<LearningRow> = {}): LearningRow[] {
  return Array.from({ length: count }, (_, place) => ({
    customerId: `${armId}-${place}`,
    segment: regulars,
    armId,
    arms,
    profitFen: 0,
    ...changes,
  }))
}

describe('rowLog', () => {
  it('keeps arms drawn often enough, the bound inclusive', () => {
    const log = rowLog([...rows('a', leastDraws), ...rows('b', leastDraws), ...rows('rare', leastDraws - 1)])
    expect(log).toMatchObject({ actionCount: 2 })
    expect(log?.actions).toHaveLength(2 * leastDraws)
    expect(rowLog([...rows('a', leastDraws), ...rows('b', leastDraws - 1)])).toBeNull()
    expect(rowLog([])).toBeNull()
  })

  it('"no offer" is the first action, the others follow by name', () => {
    const log = rowLog([...rows('b', leastDraws), ...rows(null, leastDraws), ...rows('a', leastDraws)])
    expect([0, leastDraws, 2 * leastDraws].map((row) => log?.actions[row])).toEqual([2, 0, 1])
  })

  it('gives the probability of the drawn arm among those that stay', () => {
    const log = rowLog([...rows('a', leastDraws), ...rows('b', leastDraws), ...rows(null, 3)])
    expect(log?.propensities[0]).toBeCloseTo(0.5 / 0.8, 12)
    expect(log?.propensities[leastDraws]).toBeCloseTo(0.3 / 0.8, 12)
  })

  it('an action is available only where it could be sent', () => {
    const few = rows('a', 1, { arms: arms.slice(0, 1) })
    const log = rowLog([...few, ...rows('a', leastDraws), ...rows('b', leastDraws)])
    expect([0, 1].map((action) => log?.isAvailable?.(0, action))).toEqual([true, false])
    expect([0, 1].map((action) => log?.isAvailable?.(1, action))).toEqual([true, true])
    expect(log?.propensities[0]).toBe(1)
  })

  it('takes the mean of the segment off the rewards', () => {
    const log = rowLog([
      ...rows('a', leastDraws, { profitFen: 900 }),
      ...rows('b', leastDraws, { profitFen: 100 }),
      ...rows('a', 1, { segment: newcomers, profitFen: 7 }),
    ])
    expect([0, leastDraws, 2 * leastDraws].map((row) => log?.rewards[row])).toEqual([400, -400, 0])
  })

  it('has RFM code and stage as features, and the customers as units', () => {
    const log = rowLog([
      ...rows('a', leastDraws, { customerId: 'same' }),
      ...rows('b', leastDraws),
      ...rows('a', 1, { segment: newcomers, customerId: 'same' }),
    ])
    expect(log?.features.map(({ name, isOrdered }) => [name, isOrdered])).toEqual([
      ['rfm', false],
      ['stage', false],
    ])
    for (const { bins } of log?.features ?? []) expect(bins[2 * leastDraws]).not.toBe(bins[0])
    expect([0, 1, leastDraws, 2 * leastDraws].map((row) => log?.units?.[row])).toEqual([0, 0, 1, 0])
  })
})
