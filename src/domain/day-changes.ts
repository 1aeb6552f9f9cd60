const dayMs = 86_400_000
const rememberedDays = 20_000

/** The local days that one UTC day touches: `first` until `changesAt`, the next one from then on. */
interface DayChange {
  first: number
  changesAt: number
}

interface WallCalendar {
  /** The day number shown at an instant. */
  dayAt: (instantMs: number) => number
  /** The instant at which a day shows this hour. */
  instantOf: (day: number, hour: number) => number
}

/** Null where the clock was set back across midnight on that UTC day, or a whole local day was skipped or had twice. */
function dayChangeOf({ dayAt, instantOf }: WallCalendar, utcDay: number): DayChange | null {
  const first = dayAt(utcDay * dayMs)
  const last = dayAt((utcDay + 1) * dayMs - 1)
  if (first === last) return { first, changesAt: Number.POSITIVE_INFINITY }
  const changesAt = instantOf(last, 0)
  const isPlain =
    last === first + 1 &&
    dayAt(changesAt - 1) === first &&
    dayAt(changesAt) === last &&
    instantOf(last, 12) - instantOf(first, 12) === dayMs
  return isPlain ? { first, changesAt } : null
}

/**
 * The same answers as `dayAt` (UTC epoch milliseconds to day number) from what was found out about each UTC day once. Reading a
 * wall clock takes microseconds, which counts for millions of orders.
 */
export function rememberDays(calendar: WallCalendar): (instantMs: number) => number {
  const changes = new Map<number, DayChange | null>()
  return (instantMs) => {
    const utcDay = Math.floor(instantMs / dayMs)
    let change = changes.get(utcDay)
    if (change === undefined) {
      if (changes.size >= rememberedDays) changes.clear()
      change = dayChangeOf(calendar, utcDay)
      changes.set(utcDay, change)
    }
    if (change === null) return calendar.dayAt(instantMs)
    return instantMs < change.changesAt ? change.first : change.first + 1
  }
}
