import { expect, it } from 'vitest'
import { isRecalibrationDue } from '../../../../src/domain/tags/weekly/due.ts'

it.each([
  [null, 100, true],
  [100, 106, false],
  [100, 107, true],
  [100, 108, true],
  [100, 90, false],
])('TAG-01: last run on day %s, today %i: due %s', (lastDay, today, isDue) => {
  expect(isRecalibrationDue(lastDay, today)).toBe(isDue)
})

it("TAG-01: follows the store's own number of days", () => {
  expect(isRecalibrationDue(100, 103, 3)).toBe(true)
  expect(isRecalibrationDue(100, 102, 3)).toBe(false)
})
