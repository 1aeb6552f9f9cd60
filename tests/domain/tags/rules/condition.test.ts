import { expect, it } from 'vitest'
import { comparisonsOf } from '../../../../src/domain/tags/rules/condition.ts'

it('lists every comparison from left to right', () => {
  const order = { fact: 'orderCount', is: 'atLeast', value: 1 } as const
  const vip = { fact: 'isVip', is: 'equals', value: true } as const
  const tag = { fact: 'tags', is: 'includes', value: '油皮' } as const
  expect(comparisonsOf({ all: [order, { any: [{ not: vip }, tag] }] })).toEqual([order, vip, tag])
})
