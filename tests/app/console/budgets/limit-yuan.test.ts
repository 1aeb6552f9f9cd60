import { describe, expect, it } from 'vitest'
import { limitFrom } from '../../../../src/app/console/budgets/limit-yuan.ts'
import { highestLimitFen } from '../../../../src/contract/budgets.ts'

describe('an amount of yuan as typed', () => {
  it.each([
    ['0', 0],
    ['20000', 2_000_000],
    ['99.5', 9_950],
    [' 99.05 ', 9_905],
    ['10000000', highestLimitFen],
  ])('%s is %i fen', (text, limitFen) => {
    expect(limitFrom(text)).toEqual({ limitFen })
  })

  it.each(['', '-1', '1.234', '1,000', '二十', '1e3'])('%s is none', (text) => {
    expect(limitFrom(text)).toEqual({ problem: expect.stringContaining('填元') })
  })

  it('is 10,000,000 yuan at most', () => {
    expect(limitFrom('10000000.01')).toEqual({ problem: '限额最多 10000000 元' })
  })
})
