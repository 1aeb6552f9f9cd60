import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chooseWithinBudget,
  type BudgetOption,
} from '../../../../src/domain/learning/policy/budget-choice.ts'

const options = (...pairs: [value: number, cost: number][]): BudgetOption[] =>
  pairs.map(([value, cost]) => ({ value, cost }))

const example = [options([5, 2], [7, 5]), options([4, 1], [4.5, 4]), options([1, 3])]

describe('chooseWithinBudget', () => {
  it('solves the worked example', () => {
    const choice = chooseWithinBudget(example, 6)
    expect(choice).toMatchObject({ picks: [1, 0, null], cost: 6, value: 11 })
    expect(choice.lambda).toBeCloseTo(1 / 3, 12)
  })

  it('takes the most valuable options where the budget allows all', () => {
    expect(chooseWithinBudget(example, 12)).toEqual({ picks: [1, 1, 0], cost: 12, value: 12.5, lambda: 0 })
  })

  it('takes only what is free without a budget, and nothing that loses', () => {
    expect(chooseWithinBudget([...example, options([2, 0]), options([-1, 0])], 0)).toMatchObject({
      picks: [null, null, null, 0, null],
      cost: 0,
      value: 2,
    })
    expect(() => chooseWithinBudget(example, -1)).toThrow('negative')
  })

  it('takes the cheaper of two equally good options', () => {
    expect(chooseWithinBudget([options([5, 3], [5, 2])], 10).picks).toEqual([1])
  })

  it('never spends more than the budget, and more budget never brings less', () => {
    const option = record({ value: integer({ min: -5, max: 100 }), cost: integer({ min: 0, max: 50 }) })
    const customers = array(array(option, { maxLength: 5 }), { maxLength: 8 })
    assert(
      property(customers, integer({ min: 0, max: 200 }), constantFrom(1, 5, 50), (given, budget, more) => {
        const choice = chooseWithinBudget(given, budget)
        expect(choice.cost).toBeLessThanOrEqual(budget)
        expect(chooseWithinBudget(given, budget + more).value).toBeGreaterThanOrEqual(choice.value)
      }),
    )
  })
})
