import { dayMs, localDay } from '../../domain/calendar.ts'
import type { Span } from '../metrics/people.ts'

const dateOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)

/** The local days of a span as dates, both inclusive. */
export function shownPeriod({ fromAt, untilAt }: Span, timeZone: string): { from: string; until: string } {
  return { from: dateOf(localDay(fromAt, timeZone)), until: dateOf(localDay(untilAt - 1, timeZone)) }
}
