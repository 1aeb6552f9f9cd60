import { dayMs, hourMs, instantOf, minuteMs } from '../../../domain/calendar.ts'
import { excelReader } from './excel-times.ts'

/** Epoch milliseconds from a text; null when it is no time in the expected format. */
export type TimeReader = (text: string) => number | null
/** The instant of a local time told in parts; null where there is none. */
export type LocalInstant = (parts: Record<string, string | undefined>) => number | null

const tokens: Record<string, string> = {
  yyyy: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  dd: '(?<day>\\d{2})',
  d: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{2})',
  H: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}
const token = /yyyy|MM|M|dd|d|HH|H|mm|ss/g
const named = ['iso', 'epochMs', 'epochSeconds', 'excel']
const isoLocal =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?$/
const isoOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** A named format, or a pattern that tells year, month and day once each. */
export function isDateFormat(format: string): boolean {
  if (named.includes(format)) return true
  const found: string[] = format.match(token) ?? []
  const names = found.map((name) => name.charAt(0))
  const literals = format.replace(token, '')
  const isOrdered = (part: string, whole: string) => !names.includes(part) || names.includes(whole)
  return (
    ['y', 'M', 'd'].every((name) => names.includes(name)) &&
    new Set(names).size === names.length &&
    isOrdered('m', 'H') &&
    isOrdered('s', 'm') &&
    !/[a-zA-Z]/.test(literals.replace('T', ''))
  )
}

/**
 * Reads times in this format. A time without an offset is local in `timeZone`; a date alone is noon of that local day, so that it
 * stays on its day. `iso` takes ISO 8601 with or without an offset, and epoch milliseconds; `excel` what spreadsheets write.
 */
export function timeReader(format: string, timeZone: string): TimeReader {
  const localInstant = localClock(timeZone)
  const local = (pattern: RegExp) => (text: string) => {
    const parts = pattern.exec(text)?.groups
    return parts ? localInstant(parts) : null
  }
  if (format === 'epochMs') return epoch(1)
  if (format === 'epochSeconds') return epoch(1000)
  if (format === 'excel') return excelReader(localInstant, timeReader('iso', timeZone))
  if (format !== 'iso') return local(patternOf(format))
  const readLocal = local(isoLocal)
  const readEpoch = epoch(1)
  return (text) => {
    if (!isoOffset.test(text)) return readLocal(text) ?? readEpoch(text)
    const instant = Date.parse(text)
    return Number.isNaN(instant) || readLocal(text.slice(0, 10)) === null ? null : instant
  }
}

function patternOf(format: string): RegExp {
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(token, (name) => tokens[name] ?? name)}$`)
}

function epoch(unitMs: number): TimeReader {
  return (text) => (/^\d{9,14}$/.test(text) ? Number(text) * unitMs : null)
}

const rememberedDays = 5000

/** Instants of local times; where a local day begins is computed once, for days of 24 hours the time is added to it. */
function localClock(timeZone: string): LocalInstant {
  const starts = new Map<number, { at: number; isWhole: boolean }>()
  function startOf(day: number): { at: number; isWhole: boolean } {
    const known = starts.get(day)
    if (known) return known
    if (starts.size >= rememberedDays) starts.clear()
    const at = instantOf(day, 0, 0, timeZone)
    const made = { at, isWhole: instantOf(day + 1, 0, 0, timeZone) - at === dayMs }
    starts.set(day, made)
    return made
  }
  return (parts) => {
    const [year, month, dayOfMonth] = [Number(parts['year']), Number(parts['month']), Number(parts['day'])]
    const midnight = Date.UTC(year, month - 1, dayOfMonth)
    const date = new Date(midnight)
    if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return null
    const hour = Number(parts['hour'] ?? 12)
    const minute = Number(parts['minute'] ?? 0)
    const second = Number(parts['second'] ?? 0)
    if (hour > 23 || minute > 59 || second > 59) return null
    const day = midnight / dayMs
    const { at, isWhole } = startOf(day)
    const start = isWhole ? at + hour * hourMs + minute * minuteMs : instantOf(day, hour, minute, timeZone)
    return start + second * 1000
  }
}
