import { instantOf, localDay } from '../calendar.ts'

/** Local days, both inclusive, and the instants of the same: `fromAt` inclusive, `untilAt` exclusive, epoch ms. */
export interface Period {
  fromDay: number
  untilDay: number
  fromAt: number
  untilAt: number
}

/** The `days` local days that end with `untilDay`, whole days in the store's zone whatever daylight saving does. */
export function periodOf(untilDay: number, days: number, timeZone: string): Period {
  const fromDay = untilDay - days + 1
  const startOf = (day: number) => instantOf(day, 0, 0, timeZone)
  return { fromDay, untilDay, fromAt: startOf(fromDay), untilAt: startOf(untilDay + 1) }
}

/** The last `days` local days up to `asOf` (inclusive): today counts as far as it has come, nothing later does. */
export function periodUntil(asOf: number, days: number, timeZone: string): Period {
  return { ...periodOf(localDay(asOf, timeZone), days, timeZone), untilAt: asOf + 1 }
}

/** The whole local days right before a period, as many as it has. */
export function periodBefore({ fromDay, untilDay }: Period, timeZone: string): Period {
  return periodOf(fromDay - 1, untilDay - fromDay + 1, timeZone)
}
