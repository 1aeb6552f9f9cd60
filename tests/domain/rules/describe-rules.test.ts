import { describe, expect, it } from 'vitest'
import { ruleIds } from '../../../src/domain/rules/catalogue.ts'
import { describeRules } from '../../../src/domain/rules/describe-rules.ts'

describe('describeRules', () => {
  it('lists every rule once', () => {
    expect(describeRules({ rules: {} }).map(({ id }) => id)).toEqual(ruleIds)
  })

  it('shows what the store set beside the default and the bounds', () => {
    const described = describeRules({ rules: { 'OFF-01.percent': 8 } })
    expect(described.find(({ id }) => id === 'OFF-01')).toEqual({
      id: 'OFF-01',
      kind: 'G',
      source: '000',
      sentence: '一张券最多花掉客户LTV的8%，超过的列入不可发，经理可以例外批准',
      isEnforced: true,
      isImplemented: true,
      values: [
        {
          key: 'OFF-01.percent',
          name: 'percent',
          unit: 'percent',
          amount: 8,
          text: '8%',
          default: 10,
          min: 1,
          max: 20,
          isChanged: true,
          isSettable: true,
        },
      ],
    })
    expect(described.flatMap(({ values }) => values).filter(({ isChanged }) => isChanged)).toHaveLength(1)
  })

  it('tells a hint from a guard', () => {
    const benchmark = describeRules({ rules: {} }).find(({ id }) => id === 'RISK-05')
    expect(benchmark).toMatchObject({ kind: 'B', isEnforced: false, isImplemented: false })
    expect(benchmark?.values.every(({ isSettable }) => !isSettable)).toBe(true)
  })
})
