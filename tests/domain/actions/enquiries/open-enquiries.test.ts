import { describe, expect, it } from 'vitest'
import { type EnquiryInput, openEnquiries } from '../../../../src/domain/actions/enquiries/open-enquiries.ts'
import { dayMs } from '../../../../src/domain/calendar.ts'

const now = 100 * dayMs
const open = (changes: Partial<EnquiryInput>) =>
  openEnquiries({ records: [], events: [], lastSentAt: null, ...changes }, now)
const tap = (about: 'price' | 'coupon' | 'complaint', startedAt: number, closedAt: number | null = null) => ({
  records: [{ about, startedAt, closedAt }],
})
const told = (about: 'price' | 'complaint', occurredAt: number) => ({ events: [{ about, occurredAt }] })

describe('openEnquiries', () => {
  it('is empty when nobody asked', () => {
    expect(open({})).toEqual([])
  })

  it.each([
    ['a price a day old', tap('price', now - dayMs), true],
    ['a price older than a day', tap('price', now - dayMs - 1), false],
    ['a coupon older than a day', tap('coupon', now - dayMs - 1), false],
    ['a complaint that an advisor opened, however old', tap('complaint', now - 90 * dayMs), true],
    ['a complaint of the shop seven days old', told('complaint', now - 7 * dayMs), true],
    ['a complaint of the shop older than that', told('complaint', now - 7 * dayMs - 1), false],
    ['what is still to come', told('price', now + 1), false],
    ['what was closed', tap('price', now - 10, now - 5), false],
  ])('%s', (_name, input, isOpen) => {
    expect(open(input)).toHaveLength(isOpen ? 1 : 0)
  })

  it.each([
    [now - 11, true],
    [now - 10, false],
    [now - 9, false],
  ])('a question of now - 10 with a message sent at %i', (lastSentAt, isOpen) => {
    expect(open({ ...tap('price', now - 10), lastSentAt })).toHaveLength(isOpen ? 1 : 0)
    expect(open({ ...tap('complaint', now - 10), lastSentAt })).toHaveLength(1)
  })

  it('a closing ends what the shop told before it, not what came after', () => {
    const closed = tap('complaint', now - 30, now - 20)
    expect(open({ ...closed, ...told('complaint', now - 20) })).toEqual([])
    expect(open({ ...closed, ...told('complaint', now - 19) })).toEqual([
      { about: 'complaint', startedAt: now - 19, source: 'shop' },
    ])
    expect(open({ ...closed, ...told('price', now - 25) })).toHaveLength(1)
  })

  it('counts from the first word that is open, one of each kind', () => {
    const records = [
      { about: 'price' as const, startedAt: now - 5, closedAt: null },
      { about: 'coupon' as const, startedAt: now - 4, closedAt: null },
    ]
    expect(open({ records, ...told('price', now - 8) })).toEqual([
      { about: 'price', startedAt: now - 8, source: 'shop' },
      { about: 'coupon', startedAt: now - 4, source: 'advisor' },
    ])
  })
})
