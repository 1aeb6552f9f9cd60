import { describe, expect, it } from 'vitest'
import { browseItems, durationText, type ShownEvent } from '../../../src/server/timeline/browse-items.ts'

const zone = 'Asia/Shanghai'
const names = new Map([['S1', '玫瑰精华']])
const at = (local: string) => Date.parse(`2026-03-${local}:00+08:00`)

let made = 0
function event(local: string, changes: Partial<ShownEvent> = {}): ShownEvent {
  made += 1
  return {
    eventId: `e${made}`,
    type: 'view',
    occurredAt: at(local),
    sku: 'S1',
    category: '精华',
    quantity: null,
    durationMs: null,
    ...changes,
  }
}
const titles = (events: readonly ShownEvent[]) =>
  browseItems(events, names, zone)
    .sort((a, b) => b.at - a.at)
    .map(({ title }) => title)

describe('browsing on the timeline', () => {
  it.each([
    [999, ''],
    [1000, '1秒'],
    [59_999, '59秒'],
    [60_000, '1分'],
    [130_000, '2分10秒'],
    [3_599_000, '59分59秒'],
    [3_600_000, '1小时'],
    [3_900_000, '1小时5分'],
  ])('%i ms reads "%s"', (durationMs, text) => expect(durationText(durationMs)).toBe(text))

  it('makes one line of a product and a local day, with its stay and how many times it was seen by then', () => {
    const events = [
      event('17T23:59'),
      event('18T00:00'),
      event('18T19:50'),
      event('18T19:52', { type: 'dwell', durationMs: 100_000 }),
      event('18T20:00', { type: 'dwell', durationMs: 30_000 }),
    ]
    expect(titles(events)).toEqual(['浏览 玫瑰精华 2分10秒 (第3次)', '浏览 玫瑰精华'])
    expect(titles([...events].reverse())).toEqual(titles(events))
    const [latest] = browseItems(events, names, zone).sort((a, b) => b.at - a.at)
    expect(latest?.at).toBe(at('18T20:00'))
  })

  it('takes the stay of the views themselves where nothing tells of dwelling', () => {
    expect(titles([event('18T10:00', { durationMs: 45_000 })])).toEqual(['浏览 玫瑰精华 45秒'])
  })

  it('keeps products and categories apart and names what it can', () => {
    const events = [
      event('18T10:03', { sku: null, category: null }),
      event('18T10:02', { sku: null, category: '面膜' }),
      event('18T10:01', { sku: 'S7', category: null }),
      event('18T10:00'),
    ]
    expect(titles(events)).toEqual(['浏览 商城', '浏览 面膜', '浏览 S7', '浏览 玫瑰精华'])
  })

  it('gives every other act a line of its own', () => {
    const events = [
      event('18T10:05', { type: 'complaint', sku: null, category: null }),
      event('18T10:04', { type: 'price_enquiry' }),
      event('18T10:03', { type: 'checkout_start' }),
      event('18T10:02', { type: 'cart_remove' }),
      event('18T10:01', { type: 'cart_add', quantity: 2 }),
      event('18T10:00', { type: 'cart_add', quantity: 1 }),
    ]
    expect(titles(events)).toEqual([
      '投诉',
      '询价 玫瑰精华',
      '开始结算 玫瑰精华',
      '移出购物车 玫瑰精华',
      '加购 玫瑰精华 ×2',
      '加购 玫瑰精华',
    ])
  })
})
