import { dayMs } from '../../../domain/calendar.ts'
import type { LocalInstant, TimeReader } from './times.ts'

const serial = /^(\d{1,7})(\.\d+)?$/
const compact = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/
const written =
  /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?(?:[ T]*(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?$/
const secondsPerDay = 86_400
/** The calendar of 1900 has a 29 February that never was: serial 60. */
const phantomDay = 60
const lastSerial = 2_958_465
const dayZero = Date.UTC(1899, 11, 30)

/**
 * Reads what spreadsheets write: serial numbers of the 1900 system with the time as fraction of the day, "2024/3/5 14:03",
 * "2024年3月5日", "20240305"; anything else as `fallback` does.
 */
export function excelReader(localInstant: LocalInstant, fallback: TimeReader): TimeReader {
  return (text) => {
    const number = serial.exec(text)
    if (number) return ofSerial(Number(number[1]), Number(`0${number[2] ?? ''}`), localInstant)
    const parts = compact.exec(text)?.groups ?? written.exec(text)?.groups
    return parts ? localInstant(parts) : fallback(text)
  }
}

function ofSerial(day: number, fraction: number, localInstant: LocalInstant): number | null {
  if (day < 1 || day > lastSerial || day === phantomDay) return null
  const seconds = Math.round(fraction * secondsPerDay)
  const wholeDay = day + Math.floor(seconds / secondsPerDay) + (day < phantomDay ? 1 : 0)
  const date = new Date(dayZero + wholeDay * dayMs)
  const ofDay = seconds % secondsPerDay
  const time =
    fraction === 0
      ? {}
      : {
          hour: String(Math.floor(ofDay / 3600)),
          minute: String(Math.floor(ofDay / 60) % 60),
          second: String(ofDay % 60),
        }
  return localInstant({
    year: String(date.getUTCFullYear()),
    month: String(date.getUTCMonth() + 1),
    day: String(date.getUTCDate()),
    ...time,
  })
}
