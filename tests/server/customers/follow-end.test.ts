import { describe, expect, it } from 'vitest'
import { isStillEnded } from '../../../src/server/customers/follow-end.ts'

const endedAt = 1_700_000_000_000
const lag = 10 * 60_000
const listed = { followedAt: endedAt - 1000, askedAt: endedAt + 1000, addedAt: null, isDecisive: false }
const ended = (endedBy: string, addedAt: number | null = null) => ({ endedAt, endedBy, addedAt })

describe('a follow that an event ended and WeCom lists', () => {
  it('goes on when none has ended it', () => {
    expect(isStillEnded({ endedAt: null, endedBy: null, addedAt: null }, listed)).toBe(false)
  })

  it.each(['member', 'transfer'])('stays ended by %s while the list may lag', (endedBy) => {
    expect(isStillEnded(ended(endedBy), { ...listed, askedAt: endedAt + lag })).toBe(true)
    expect(isStillEnded(ended(endedBy), { ...listed, askedAt: endedAt + lag + 1 })).toBe(false)
    expect(isStillEnded(ended(endedBy), { ...listed, isDecisive: true })).toBe(false)
  })

  it('goes on when it began in the second of its end or later', () => {
    expect(isStillEnded(ended('member'), { ...listed, followedAt: endedAt })).toBe(false)
    expect(isStillEnded(ended('member'), { ...listed, followedAt: endedAt - 1 })).toBe(true)
  })

  it('stays ended by the customer until a later add, whatever the list says', () => {
    expect(isStillEnded(ended('customer'), { ...listed, askedAt: endedAt + 365 * lag })).toBe(true)
    expect(isStillEnded(ended('customer'), { ...listed, isDecisive: true })).toBe(true)
    expect(isStillEnded(ended('customer'), { ...listed, followedAt: endedAt })).toBe(true)
    expect(isStillEnded(ended('customer'), { ...listed, followedAt: endedAt + 1 })).toBe(false)
    expect(isStillEnded(ended('customer'), { ...listed, addedAt: endedAt })).toBe(true)
    expect(isStillEnded(ended('customer'), { ...listed, addedAt: endedAt + 1 })).toBe(false)
    expect(isStillEnded(ended('customer', endedAt + 1), listed)).toBe(false)
  })

  it('goes on at once when it was only missing in a list', () => {
    expect(isStillEnded(ended('absent'), listed)).toBe(false)
  })
})
