import { describe, expect, it } from 'vitest'
import { singleAction, uniformPolicy } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'
import { replay } from '../../../../src/domain/learning/evaluation/replay.ts'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'
import { commonWorld, generateLog, personalWorld, unevenWorld } from '../generated-log.ts'
import { allRows, smallLog } from './small-log.ts'

describe('replay', () => {
  it('keeps exactly the rows of a uniform log on which the policy agrees', () => {
    const log = { ...smallLog, propensities: [0.5, 0.5, 0.5, 0.5] }
    expect(replay(log, allRows, singleAction(1, 2), mulberry32(1))).toMatchObject({ value: 2, kept: 3 })
    expect(replay(log, [0], singleAction(1, 2), mulberry32(1)).value).toBeNaN()
  })

  it.each([0, 1, 2])('keeps about a third of three uniform arms, policy %i', (action) => {
    const { log } = generateLog(commonWorld, 9000, 5)
    const rows = log.actions.map((_, row) => row)
    const choosing = replay(log, rows, singleAction(action, 3), mulberry32(2))
    const even = replay(log, rows, uniformPolicy(3), mulberry32(2))
    for (const { kept } of [choosing, even]) expect(Math.abs(kept - 3000)).toBeLessThan(3 * 45)
  })

  it('is near the truth of a personal policy', () => {
    const { log, customers, trueValue } = generateLog(personalWorld, 9000, 5)
    const rows = log.actions.map((_, row) => row)
    const policies = [0, 1, 2].map((action) => singleAction(action, 3)(0))
    const { value, standardError } = replay(
      log,
      rows,
      (row) => policies[customers[row]?.city ?? 0] ?? [],
      mulberry32(2),
    )
    expect(Math.abs(value - trueValue(({ city }) => city))).toBeLessThan(3 * standardError)
  })

  it('thins an uneven log to the rarest arm first', () => {
    const { log, customers, trueValue } = generateLog(unevenWorld, 20_000, 8)
    const rows = log.actions.map((_, row) => row)
    const policies = [0, 1, 2].map((action) => singleAction(action, 3)(0))
    const dearFirst = (spend: number) => (spend > 0.5 ? 2 : 0)
    const { value, standardError, kept } = replay(
      log,
      rows,
      (row) => policies[dearFirst(customers[row]?.spend ?? 0)] ?? [],
      mulberry32(2),
    )
    expect(Math.abs(value - trueValue(({ spend }) => dearFirst(spend)))).toBeLessThan(3 * standardError)
    expect(Math.abs(kept - 2000)).toBeLessThan(3 * 45)
  })
})
