import { describe, expect, it } from 'vitest'
import { amountText, isWholeUnit, type RuleUnit, ruleUnits } from '../../../src/domain/rules/unit.ts'

describe('amountText', () => {
  it.each<[number, RuleUnit, string]>([
    [80_000, 'fen', '800元'],
    [990, 'fen', '9.9元'],
    [10, 'percent', '10%'],
    [14, 'days', '14天'],
    [3, 'dayOrdinal', '第3天'],
    [2, 'pieceOrdinal', '第2件'],
    [80, 'fold', '8折'],
    [85, 'fold', '8.5折'],
    [5, 'ratio', '1:5'],
    [1.5, 'multiple', '1.5倍'],
    [0, 'switch', '关'],
    [1, 'switch', '开'],
    [22, 'clock', '22点'],
  ])('%s %s: %s', (amount, unit, text) => {
    expect(amountText(amount, unit)).toBe(text)
  })
})

describe('isWholeUnit', () => {
  it('holds for all but multiples', () => {
    expect(ruleUnits.filter((unit) => !isWholeUnit(unit))).toEqual(['multiple'])
  })
})
