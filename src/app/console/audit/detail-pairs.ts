import type { Clock } from '../../composables/useClock.ts'
import { detailNames } from './detail-names.ts'
import { detailWord } from './detail-values.ts'

type Moments = Pick<Clock, 'moment'>

/** Columns of their own show whom and what an entry is about. */
const shownElsewhere = new Set(['customerId', 'tagId'])
const timeKey = /(At|From|Until)$|^(at|until|for)$/

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(key: string, value: unknown, clock: Moments): string {
  if (Array.isArray(value)) return value.map((entry) => shown(key, entry, clock)).join('、')
  if (isRecord(value)) {
    return detailPairs(value, clock)
      .map((pair) => `${pair.name} ${pair.value}`)
      .join('，')
  }
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value !== 'number') return detailWord(key, String(value))
  if (key.endsWith('Fen')) return `${(value / 100).toFixed(2)} 元`
  if (key.endsWith('Percent')) return `${value}%`
  if (key === 'confidence') return `${Math.round(value * 100)}%`
  return timeKey.test(key) ? clock.moment(value) : String(value)
}

/** What an entry of the trail carries, in words; a key nobody named is shown as it is, an absent value not at all. */
export function detailPairs(
  details: Readonly<Record<string, unknown>>,
  clock: Moments,
): { key: string; name: string; value: string }[] {
  return Object.entries(details)
    .filter(([key, value]) => !shownElsewhere.has(key) && value !== null && value !== undefined)
    .map(([key, value]) => ({ key, name: detailNames[key] ?? key, value: shown(key, value, clock) }))
    .filter(({ value }) => value !== '')
}
