import { describe, expect, it } from 'vitest'
import { evaluateLog } from '../../../src/server/evaluate/evaluate-log.ts'
import {
  commonWorld,
  generateLog,
  noisyWorld,
  personalWorld,
  unevenWorld,
} from '../../domain/learning/generated-log.ts'

describe('where personalising helps', () => {
  it.each([
    ['even', personalWorld],
    ['uneven', unevenWorld],
  ])('our policy beats the best arm by more than two standard errors, %s shares', (_, world) => {
    const { log, trueValue } = generateLog(world, 12_000, 31)
    const { ours, best, gain, isFallback, measuredRows } = evaluateLog(log, 1, 0)
    expect([isFallback, measuredRows]).toEqual([false, 6000])
    expect(gain.value).toBeGreaterThan(2 * gain.standardError)
    expect(gain.value).toBeCloseTo(ours.dr.value - best.dr.value, 9)
    const choose = world === personalWorld ? ({ city = 0 }) => city : ({ spend = 0 }) => (spend > 0.5 ? 2 : 0)
    for (const { value, standardError } of [ours.ips, ours.snips, ours.dr, ours.replay])
      expect(Math.abs(value - trueValue(choose))).toBeLessThan(3 * standardError)
  })
})

describe('where it does not', () => {
  it.each([
    ['one arm is best', commonWorld],
    ['spend is noisy', noisyWorld],
  ])('our policy is the best arm: %s', (_, world) => {
    const { log } = generateLog(world, 12_000, 30)
    for (const seed of [1, 2, 3]) {
      const { ours, best, arms, bestAction, gain, isFallback } = evaluateLog(log, seed, 0)
      expect(isFallback).toBe(true)
      expect(ours).toEqual(best)
      expect(best).toEqual(arms[bestAction])
      expect(gain).toEqual({ value: 0, standardError: 0 })
    }
  })
})

describe('evaluateLog', () => {
  const { log, trueValue } = generateLog(commonWorld, 12_000, 31)

  it('finds the best arm, and the truth of uniform', () => {
    const { bestAction, uniform, arms } = evaluateLog(log, 1, 0)
    expect(bestAction).toBe(1)
    const truth = [0, 1, 2].reduce((sum, action) => sum + trueValue(() => action) / 3, 0)
    expect(Math.abs(uniform.dr.value - truth)).toBeLessThan(3 * uniform.dr.standardError)
    expect(arms.map(({ shareTreated }) => shareTreated)).toEqual([0, 1, 1])
    for (const { replay } of [uniform, ...arms]) expect(Math.abs(replay.kept - 2000)).toBeLessThan(150)
  })

  it('depends on the seed alone', () => {
    expect(evaluateLog(log, 2, 0)).toEqual(evaluateLog(log, 2, 0))
    expect(evaluateLog(log, 2, 0).uniform.dr).not.toEqual(evaluateLog(log, 3, 0).uniform.dr)
  })
})
