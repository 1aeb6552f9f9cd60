import { inject, type App, type InjectionKey } from 'vue'
import { localDay, localTime } from '../../domain/calendar.ts'

/** Times as people in the store read them. */
export interface Clock {
  /** 19:58 */
  time(at: number): string
  /** 今天, 明天, 昨天, 11-06, 2024-11-06 */
  day(at: number): string
  /** 今天 19:58, 11-06 19:58 */
  moment(at: number): string
}

const nearDays: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天' }
const two = (value: number): string => String(value).padStart(2, '0')

export function createClock(timeZone: string, now: () => number = Date.now): Clock {
  function time(at: number): string {
    const { hour, minute } = localTime(at, timeZone)
    return `${two(hour)}:${two(minute)}`
  }
  function day(at: number): string {
    const near = nearDays[localDay(at, timeZone) - localDay(now(), timeZone)]
    if (near !== undefined) return near
    const { year, month, dayOfMonth } = localTime(at, timeZone)
    const date = `${two(month)}-${two(dayOfMonth)}`
    return year === localTime(now(), timeZone).year ? date : `${year}-${date}`
  }
  return { time, day, moment: (at) => `${day(at)} ${time(at)}` }
}

const clockKey: InjectionKey<Clock> = Symbol('clock')

export function provideClock(app: App, clock: Clock): void {
  app.provide(clockKey, clock)
}

export function useClock(): Clock {
  return inject(clockKey, () => createClock('Asia/Shanghai'), true)
}
