const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

/** Zones change their clocks at quarters of an hour only: within one their distance to UTC stays. */
const quarterMs = 900_000
/** Of each zone; more than a year of quarters that are asked for. */
const mostQuarters = 40_000
const distances = new Map<string, Map<number, number>>()

/**
 * What the wall clock in `timeZone` is ahead of UTC at `instantMs` (UTC epoch milliseconds), in milliseconds. The zone's
 * rules are asked once for each quarter of an hour: they cost more than all else that a clock needs.
 */
export function aheadOfUtc(instantMs: number, timeZone: string): number {
  const quarter = Math.floor(instantMs / quarterMs) * quarterMs
  const known = distances.get(timeZone) ?? new Map<number, number>()
  distances.set(timeZone, known)
  const kept = known.get(quarter)
  if (kept !== undefined) return kept
  const parts: Record<string, number> = {}
  for (const part of formatterFor(timeZone).formatToParts(quarter)) parts[part.type] = Number(part.value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const ahead = Date.UTC(year, month - 1, day, hour, minute, second) - quarter
  if (known.size >= mostQuarters) known.clear()
  known.set(quarter, ahead)
  return ahead
}
