import { expect, it } from 'vitest'
import { cartNumbers } from '../../../../src/domain/offers/cart/cart-numbers.ts'

it('are those of NBA-04 until the store sets its own', () => {
  expect(cartNumbers({ rules: {} })).toEqual({ pieces: 3, pick: 2, payPercent: 80 })
  const rules = { 'NBA-04.pieces': 4, 'NBA-04.pick': 3, 'NBA-04.payPercent': 70 }
  expect(cartNumbers({ rules })).toEqual({ pieces: 4, pick: 3, payPercent: 70 })
})
