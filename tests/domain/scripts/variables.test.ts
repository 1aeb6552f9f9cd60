import { describe, expect, it } from 'vitest'
import { scriptVariable, scriptVariables } from '../../../src/domain/scripts/variables.ts'

describe('scriptVariables', () => {
  it('have one name each', () => {
    expect(new Set(scriptVariables.map(({ name }) => name)).size).toBe(scriptVariables.length)
    expect(scriptVariable('称呼')?.fallback).toBe('您')
    expect(scriptVariable('没有')).toBeUndefined()
  })

  it('never invent stock, prices or coupons (OFF-18)', () => {
    for (const { source, fallback } of scriptVariables)
      if (['stock', 'product', 'coupon'].includes(source)) expect(fallback).toBeNull()
  })
})
