import { hourMs, instantOf, localDay, minuteMs } from '../../domain/calendar.ts'

/** Turns "so many days ago at this hour" into instants on the store's calendar, never later than now. */
export interface DemoClock {
  now: number
  today: number
  timeZone: string
  at: (daysAgo: number, hour: number, minute: number) => number
}

/** Two things planned for later today are put a little before now, a minute apart for each hour between them. */
export function demoClock(now: number, timeZone: string): DemoClock {
  const today = localDay(now, timeZone)
  const midnights = new Map<number, number>()
  function midnight(daysAgo: number): number {
    const known = midnights.get(daysAgo)
    if (known !== undefined) return known
    const made = instantOf(today - daysAgo, 0, 0, timeZone)
    midnights.set(daysAgo, made)
    return made
  }
  return {
    now,
    today,
    timeZone,
    at(daysAgo, hour, minute) {
      const start = midnight(daysAgo)
      const planned = start + hour * hourMs + minute * minuteMs
      if (planned < now) return planned
      const shareOfDay = (hour * 60 + minute) / (24 * 60)
      return start + Math.floor((now - start) * Math.min(1, shareOfDay))
    },
  }
}
