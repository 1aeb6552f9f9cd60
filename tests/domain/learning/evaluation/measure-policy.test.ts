import { describe, expect, it } from 'vitest'
import { singleAction, uniformPolicy } from '../../../../src/domain/learning/evaluation/logged-experiment.ts'
import { measurePolicy } from '../../../../src/domain/learning/evaluation/measure-policy.ts'
import { commonWorld, generateLog, noisyWorld, unevenWorld, type World } from '../generated-log.ts'

const worlds: [string, World][] = [
  ['even', commonWorld],
  ['noisy spend', noisyWorld],
  ['uneven', unevenWorld],
]

describe.each(worlds)('in the %s world', (_, world) => {
  const { log, trueValue } = generateLog(world, 20_000, 21)
  const rows = log.actions.map((__, row) => row)
  const context = { rows, outcome: () => 0.1, noneAction: 0, seed: 1 }

  it.each([0, 1, 2])('IPS, SNIPS, doubly robust and replay find the value of arm %i', (action) => {
    const measure = measurePolicy(log, singleAction(action, 3), context)
    const truth = trueValue(() => action)
    for (const { value, standardError } of [measure.ips, measure.snips, measure.dr, measure.replay]) {
      expect(standardError).toBeGreaterThan(0)
      expect(Math.abs(value - truth)).toBeLessThan(3 * standardError)
    }
    expect(measure.shareTreated).toBe(action === 0 ? 0 : 1)
    const logged = log.actions.filter((other) => other === action).length
    expect(measure.effectiveSampleSize).toBeCloseTo(logged, 6)
    expect(measure.scores).toHaveLength(rows.length)
  })

  it('and the value of all arms in turn', () => {
    const measure = measurePolicy(log, uniformPolicy(3), context)
    const truth = [0, 1, 2].reduce((sum, action) => sum + trueValue(() => action) / 3, 0)
    for (const { value, standardError } of [measure.ips, measure.snips, measure.dr, measure.replay])
      expect(Math.abs(value - truth)).toBeLessThan(3 * standardError)
    expect(measure.shareTreated).toBeCloseTo(2 / 3, 9)
    expect(measurePolicy(log, uniformPolicy(3), { ...context, noneAction: null }).shareTreated).toBe(1)
  })
})
