import { describe, expect, it } from 'vitest'
import { claimLimitProblems, loadGrade } from '../../../src/domain/checkout/claim-limits.ts'

const path = { requiredFields: 6, pages: 3, loadMs: 3_000, leavesApp: false }

describe('claimLimitProblems (CLM-01, CLM-02, CLM-05)', () => {
  it.each([
    [{}, []],
    [{ requiredFields: 5, pages: 2, loadMs: 2_999 }, []],
    [{ requiredFields: 7 }, ['CLM-01']],
    [{ pages: 4 }, ['CLM-02']],
    [{ loadMs: 3_001 }, ['CLM-05']],
    [{ leavesApp: true }, ['CLM-05']],
    [
      { requiredFields: 7, pages: 4, loadMs: 9_000, leavesApp: true },
      ['CLM-01', 'CLM-02', 'CLM-05', 'CLM-05'],
    ],
  ])('%j: %j', (changes, rules) => {
    expect(claimLimitProblems({ ...path, ...changes }).map(({ ruleId }) => ruleId)).toEqual(rules)
  })

  it('says the number and the limit', () => {
    expect(claimLimitProblems({ ...path, pages: 5 })[0]?.text).toBe('要走5页，最多3页')
    expect(claimLimitProblems({ ...path, loadMs: 4_210 })[0]?.text).toBe('打开用了4.2秒，最多3秒')
  })
})

describe('loadGrade', () => {
  it.each([
    [0, 'good'],
    [1_500, 'good'],
    [1_501, 'allowed'],
    [3_000, 'allowed'],
    [3_001, 'slow'],
  ])('%i ms: %s', (loadMs, grade) => {
    expect(loadGrade(loadMs)).toBe(grade)
  })
})
