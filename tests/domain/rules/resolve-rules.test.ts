import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../src/domain/rules/resolve-rules.ts'
import { settableKeys } from '../../../src/domain/rules/settable.ts'
import { findValue } from '../../../src/domain/rules/value.ts'

const codesOf = (given: Record<string, unknown>) =>
  resolveRules(given).errors.map(({ key, code }) => `${key} ${code}`)

describe('resolveRules', () => {
  it('takes what lies within the bounds', () => {
    expect(resolveRules({ 'OFF-01.percent': 8 })).toEqual({ overrides: { 'OFF-01.percent': 8 }, errors: [] })
    expect(resolveRules({})).toEqual({ overrides: {}, errors: [] })
  })

  it.each([
    [{ 'OFF-01.percent': 0 }, ['OFF-01.percent belowMinimum']],
    [{ 'OFF-01.percent': 1 }, []],
    [{ 'OFF-01.percent': 20 }, []],
    [{ 'OFF-01.percent': 21 }, ['OFF-01.percent aboveMaximum']],
    [{ 'OFF-01.percent': 8.5 }, ['OFF-01.percent notWhole']],
    [{ 'OFF-01.percent': '8' }, ['OFF-01.percent notANumber']],
    [{ 'OFF-01.percent': Number.NaN }, ['OFF-01.percent notANumber']],
    [{ 'OFF-01.percent': null }, ['OFF-01.percent notANumber']],
    [{ 'OFF-01.share': 8 }, ['OFF-01.share unknown']],
    [{ __proto__x: 8 }, ['__proto__x unknown']],
    [{ 'RISK-05.promosPerWeek': 6 }, ['RISK-05.promosPerWeek fixed']],
  ])('%o: %o', (given, codes) => {
    expect(codesOf(given)).toEqual(codes)
  })

  it('takes the least and the most of every number that may be set, apart from its neighbours', () => {
    for (const key of settableKeys) {
      const { min = 0, max = 0 } = findValue(key) ?? {}
      for (const amount of [min, max])
        expect(codesOf({ [key]: amount }).filter((code) => !/ (order|sum)$/.test(code))).toEqual([])
      expect(codesOf({ [key]: min - 1 })).toContain(`${key} belowMinimum`)
      expect(codesOf({ [key]: max + 1 })).toContain(`${key} aboveMaximum`)
    }
  })

  it('names the key, the bound and the fix', () => {
    expect(resolveRules({ 'OFF-01.percent': 25 }).errors).toEqual([
      {
        key: 'OFF-01.percent',
        code: 'aboveMaximum',
        text: 'OFF-01.percent 不能是25%，最大20%，请填1%到20%',
      },
    ])
    expect(resolveRules({ 'OFF-02.ltvFen': 20_000 }).errors).toEqual([
      {
        key: 'OFF-02.ltvFen',
        code: 'order',
        text: 'OFF-03.ltvFen(200元)要小于OFF-02.ltvFen(200元)，请调低前者或调高后者',
      },
    ])
  })

  it.each([
    [{ 'OFF-05.percent': 15 }, []],
    [{ 'OFF-05.percent': 14 }, ['OFF-05.percent order']],
    [{ 'OFF-05.percent': 14, 'OFF-05.warnPercent': 14 }, []],
    [
      { 'OFF-05.percent': 14, 'OFF-05.warnPercent': 16 },
      ['OFF-05.percent order', 'OFF-05.warnPercent order'],
    ],
    [{ 'CAD-01.untilDay': 14, 'CAD-02.untilDay': 14 }, ['CAD-01.untilDay order', 'CAD-02.untilDay order']],
    [{ 'MEM-01.secondFromFen': 200_000 }, ['MEM-01.secondFromFen order']],
    [{ 'MEM-01.secondFromFen': 199_999 }, []],
  ])('neighbours in order: %o: %o', (given, codes) => {
    expect(codesOf(given)).toEqual(codes)
  })

  it('leaves out what an error names and keeps the rest', () => {
    const given = { 'OFF-01.percent': 99, 'OFF-05.percent': 5, 'SEG-06.repurchases': 4 }
    expect(resolveRules(given).overrides).toEqual({ 'SEG-06.repurchases': 4 })
    expect(given).toEqual({ 'OFF-01.percent': 99, 'OFF-05.percent': 5, 'SEG-06.repurchases': 4 })
  })
})
