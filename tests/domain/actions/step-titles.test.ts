import { expect, it } from 'vitest'
import { stepTitle } from '../../../src/domain/actions/step-titles.ts'

it('names every rule that calls, and light care', () => {
  expect(stepTitle('NBA-05')).toBe('打消顾虑：给保障，不急着降价')
  expect(stepTitle('NBA-12')).toBe('提醒未付款的订单')
  expect(stepTitle('SEG-04')).toBe('保持轻关怀，不急着推销')
  expect(stepTitle('NBA-22')).toBeUndefined()
})
