import { describe, expect, it } from 'vitest'
import { spendLogLikelihood } from '../../../../src/domain/ltv/spend/spend-model.ts'
import { buildSpendTable, spendTableLogLikelihood } from '../../../../src/domain/ltv/spend/spend-table.ts'

const parameters = { p: 6.25, q: 3.74, v: 15.44 }
const rows = Array.from({ length: 40 }, (_, index) => ({
  repeatDays: 1 + (index % 6),
  meanValue: 5 + 3 * index,
}))

describe('buildSpendTable', () => {
  it('leaves out customers without repeat purchase or without value', () => {
    const others = [
      { repeatDays: 0, meanValue: 50 },
      { repeatDays: 3, meanValue: 0 },
      { repeatDays: 3, meanValue: -1 },
    ]
    expect(buildSpendTable([...rows, ...others])?.rows).toEqual(rows)
    expect(buildSpendTable(others)).toBeNull()
    expect(buildSpendTable([])).toBeNull()
  })
})

describe('spendTableLogLikelihood', () => {
  it('equals the sum over the customers', () => {
    const table = buildSpendTable(rows)
    const expected = rows.reduce((sum, row) => sum + spendLogLikelihood(row, parameters), 0)
    expect(table && spendTableLogLikelihood(table, parameters)).toBeCloseTo(expected, 8)
  })
})
