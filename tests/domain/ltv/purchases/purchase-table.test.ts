import { describe, expect, it } from 'vitest'
import { purchaseLogLikelihood } from '../../../../src/domain/ltv/purchases/purchase-model.ts'
import {
  buildPurchaseTable,
  tableLogLikelihood,
} from '../../../../src/domain/ltv/purchases/purchase-table.ts'
import { bgParameters, mbgParameters } from './published-parameters.ts'

const histories = Array.from({ length: 60 }, (_, index) => {
  const repeatDays = index % 4
  return { repeatDays, recencyWeeks: repeatDays === 0 ? 0 : (index % 5) + 1, observedWeeks: 20 + (index % 3) }
})

describe('buildPurchaseTable', () => {
  it('merges equal histories and keeps every customer', () => {
    const table = buildPurchaseTable([...histories, ...histories])
    expect(table.rows.length).toBeLessThanOrEqual(histories.length)
    expect(table.rows.reduce((sum, row) => sum + row.customers, 0)).toBe(120)
    expect(table.countWeights.reduce((sum, weight) => sum + weight, 0)).toBe(120)
  })

  it('is empty for no customer', () => {
    expect(buildPurchaseTable([]).rows).toEqual([])
    expect(tableLogLikelihood(buildPurchaseTable([]), mbgParameters, 'mbg-nbd')).toBe(0)
  })
})

describe('tableLogLikelihood', () => {
  it.each([
    ['bg-nbd', bgParameters],
    ['mbg-nbd', mbgParameters],
  ] as const)('%s: equals the sum over the customers', (kind, parameters) => {
    const expected = histories.reduce((sum, row) => sum + purchaseLogLikelihood(row, parameters, kind), 0)
    expect(tableLogLikelihood(buildPurchaseTable(histories), parameters, kind)).toBeCloseTo(expected, 9)
  })
})
