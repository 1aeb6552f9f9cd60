import { localDay } from '../calendar.ts'

export type AnswerState = 'none' | 'counts' | 'lapsed'

/**
 * Where a customer's quiz answers stand at `asOf`, by the instants at which the tags that they gave end (null = never): they
 * count while the last tag that ends has a local day left, so answers of 365 days count on day 364 and no longer on day
 * 365, whatever else stays. Where no tag ends they count for good. NBA-18.
 */
export function answerState(
  tagEnds: readonly (number | null)[],
  asOf: number,
  timeZone: string,
): AnswerState {
  if (tagEnds.length === 0) return 'none'
  const ends = tagEnds.filter((endsAt) => endsAt !== null)
  if (ends.length === 0) return 'counts'
  const lastDay = localDay(Math.max(...ends), timeZone)
  return lastDay > localDay(asOf, timeZone) ? 'counts' : 'lapsed'
}
