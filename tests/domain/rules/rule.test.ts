import { describe, expect, it } from 'vitest'
import { days, fen, isEnforced, percent, type Rule, type RuleKind } from '../../../src/domain/rules/rule.ts'

const rule = (kind: RuleKind, isHeldTo?: true): Rule => ({
  kind,
  source: '000',
  values: {},
  sentence: '一句话',
  ...(isHeldTo ? { isEnforced: isHeldTo } : {}),
})

describe('isEnforced', () => {
  it.each<[RuleKind, boolean]>([
    ['G', true],
    ['T', true],
    ['L', true],
    ['D', false],
    ['K', false],
    ['B', false],
  ])('%s: %s', (kind, enforced) => {
    expect(isEnforced(rule(kind))).toBe(enforced)
  })

  it('lets default content be held to, never a target or a benchmark', () => {
    expect(isEnforced(rule('D', true))).toBe(true)
    expect(isEnforced(rule('K', true))).toBe(false)
    expect(isEnforced(rule('B', true))).toBe(false)
  })
})

describe('values', () => {
  it('carry their unit and bounds', () => {
    expect(percent(10, 1, 20)).toEqual({ default: 10, unit: 'percent', min: 1, max: 20 })
    expect(days(30, 7, 90)).toMatchObject({ default: 30, unit: 'days' })
    expect(fen(500, 0, 1_000)).toMatchObject({ default: 500, unit: 'fen' })
  })
})
