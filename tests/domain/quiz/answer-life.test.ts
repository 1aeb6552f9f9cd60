import { expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { answerState } from '../../../src/domain/quiz/answer-life.ts'
import { asOf } from '../customers/sample-facts.ts'

const zone = 'Asia/Shanghai'
/** A tag of 365 days, answered so long ago. */
const answered = (daysAgo: number) => asOf + (365 - daysAgo) * dayMs

it.each([
  [0, 'counts'],
  [364, 'counts'],
  [365, 'lapsed'],
  [366, 'lapsed'],
])('NBA-18: answers of 365 days, given %i days ago: %s', (daysAgo, state) => {
  expect(answerState([answered(daysAgo)], asOf, zone)).toBe(state)
})

it('go with the local day, not the hour, and by the last one that ends', () => {
  expect(answerState([asOf + 3 * 3_600_000], asOf, zone)).toBe('lapsed')
  expect(answerState([asOf + 4 * 3_600_000], asOf, zone)).toBe('counts')
  expect(answerState([answered(400), answered(300)], asOf, zone)).toBe('counts')
  expect(answerState([answered(400), null], asOf, zone)).toBe('lapsed')
  expect(answerState([null], asOf, zone)).toBe('counts')
  expect(answerState([], asOf, zone)).toBe('none')
})
