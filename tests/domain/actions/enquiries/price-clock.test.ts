import { expect, it } from 'vitest'
import { priceClock, priceMinutes } from '../../../../src/domain/actions/enquiries/price-clock.ts'

const minute = 60_000
it.each([
  [0, 'running'],
  [5 * minute, 'running'],
  [5 * minute + 1, 'late'],
  [60 * minute - 1, 'late'],
  [60 * minute, 'breached'],
  [61 * minute, 'breached'],
])('NBA-01 after %i ms: %s', (ms, state) => {
  expect(priceClock(1_000, 1_000 + ms)).toEqual({
    targetAt: 1_000 + 5 * minute,
    breachAt: 1_000 + 60 * minute,
    state,
  })
})

it('goes by the minutes of the store', () => {
  const rules = { 'NBA-01.targetMinutes': 2, 'NBA-01.breachMinutes': 30 }
  expect(priceMinutes(rules)).toEqual({ target: 2, breach: 30 })
  expect([2 * minute, 2 * minute + 1, 30 * minute].map((ms) => priceClock(0, ms, rules).state)).toEqual([
    'running',
    'late',
    'breached',
  ])
})
