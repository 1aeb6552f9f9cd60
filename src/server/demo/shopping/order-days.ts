import type { Habit, Persona } from '../../../simulator/people/persona.ts'
import { randomOf, wholeBetween, type Random } from '../../../simulator/people/random.ts'

/** 14 months. */
export const historyDays = 424

interface Rhythm {
  firstDaysAgo: [least: number, most: number]
  meanGapDays: number
  /** The chance that another purchase follows. */
  staysWith: number
  /** Nothing is bought later than so many days ago. */
  lastDaysAgo: number
}

const rhythms: Record<Habit, Rhythm | null> = {
  none: null,
  browsing: null,
  choosing: null,
  once: { firstDaysAgo: [0, 400], meanGapDays: 1, staysWith: 0, lastDaysAgo: 0 },
  repeating: { firstDaysAgo: [50, historyDays], meanGapDays: 62, staysWith: 0.74, lastDaysAgo: 0 },
  loyal: { firstDaysAgo: [110, historyDays], meanGapDays: 36, staysWith: 0.95, lastDaysAgo: 0 },
  lapsed: { firstDaysAgo: [230, historyDays], meanGapDays: 30, staysWith: 0.8, lastDaysAgo: 100 },
}

function gapDays(random: Random, meanDays: number): number {
  return Math.max(1, Math.round(-Math.log(1 - random()) * meanDays))
}

/** The days on which somebody bought, as days before today, earliest first. */
export function orderDaysOf({ index, habit }: Persona): number[] {
  const rhythm = rhythms[habit]
  if (rhythm === null) return []
  const random = randomOf('order-days', index)
  const [least, most] = rhythm.firstDaysAgo
  const isFresh = habit === 'once' && random() < 0.3
  let daysAgo = isFresh ? wholeBetween(random, 0, 29) : wholeBetween(random, least, most)
  const days: number[] = []
  while (daysAgo >= rhythm.lastDaysAgo) {
    days.push(daysAgo)
    if (random() >= rhythm.staysWith) break
    daysAgo -= gapDays(random, rhythm.meanGapDays)
  }
  return days
}
