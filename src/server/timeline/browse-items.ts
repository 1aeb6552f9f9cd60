import type { TimelineItem } from '../../contract/timeline.ts'
import { localDay } from '../../domain/calendar.ts'

export interface ShownEvent {
  eventId: string
  type: string
  occurredAt: number
  sku: string | null
  category: string | null
  quantity: number | null
  durationMs: number | null
}

const visitTypes = new Set(['view', 'dwell'])
const verbs: Record<string, string> = {
  cart_add: '加购',
  cart_remove: '移出购物车',
  checkout_start: '开始结算',
  checkin: '签到',
  share: '分享',
  interact: '参与互动',
  price_enquiry: '询价',
  complaint: '投诉',
}

/** 130000 → "2分10秒"; whole seconds, "" below one. */
export function durationText(durationMs: number): string {
  const seconds = Math.floor(durationMs / 1000)
  if (seconds < 1) return ''
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  if (hours > 0) return minutes > 0 ? `${hours}小时${minutes}分` : `${hours}小时`
  if (minutes > 0) return rest > 0 ? `${minutes}分${rest}秒` : `${minutes}分`
  return `${rest}秒`
}

const spaced = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(' ')

/** Time on the page: what dwell events say, else what the views themselves say. */
function stayMs(visits: readonly ShownEvent[]): number {
  const sum = (type: string) =>
    visits.filter((visit) => visit.type === type).reduce((total, visit) => total + (visit.durationMs ?? 0), 0)
  return sum('dwell') || sum('view')
}

/** The visits to one product or category on one local day, one line: 浏览 玫瑰精华 2分10秒 (第3次). */
function visitItems(
  visits: readonly ShownEvent[],
  nameOf: (event: ShownEvent) => string,
  timeZone: string,
): TimelineItem[] {
  const days = new Map<string, { target: string; visits: ShownEvent[] }>()
  for (const visit of visits) {
    const target = visit.sku ?? `category:${visit.category ?? ''}`
    const key = `${localDay(visit.occurredAt, timeZone)}|${target}`
    const day = days.get(key)
    if (day) day.visits.push(visit)
    else days.set(key, { target, visits: [visit] })
  }
  const views = new Map<string, number>()
  return [...days.values()].flatMap(({ target, visits: ofDay }) => {
    const latest = ofDay[ofDay.length - 1]
    if (!latest) return []
    const count = (views.get(target) ?? 0) + ofDay.filter(({ type }) => type === 'view').length
    views.set(target, count)
    const ordinal = count > 1 ? `(第${count}次)` : ''
    const title = spaced('浏览', nameOf(latest), durationText(stayMs(ofDay)), ordinal)
    return [{ id: `browse:${latest.eventId}`, kind: 'browse', at: latest.occurredAt, title, detail: null }]
  })
}

/** Shop events as lines; `names` gives a product's name by sku. Order of input does not matter. */
export function browseItems(
  events: readonly ShownEvent[],
  names: ReadonlyMap<string, string>,
  timeZone: string,
): TimelineItem[] {
  const earliestFirst = [...events].sort(
    (a, b) => a.occurredAt - b.occurredAt || (a.eventId < b.eventId ? -1 : 1),
  )
  const nameOf = ({ sku, category }: ShownEvent) => (sku && (names.get(sku) ?? sku)) || (category ?? '')
  const acts = earliestFirst.filter(({ type }) => !visitTypes.has(type))
  return [
    ...visitItems(
      earliestFirst.filter(({ type }) => visitTypes.has(type)),
      (event) => nameOf(event) || '商城',
      timeZone,
    ),
    ...acts.map((event): TimelineItem => {
      const amount = (event.quantity ?? 1) > 1 ? `×${event.quantity}` : ''
      const title = spaced(verbs[event.type] ?? '商城动态', nameOf(event), amount)
      return { id: `event:${event.eventId}`, kind: 'browse', at: event.occurredAt, title, detail: null }
    }),
  ]
}
