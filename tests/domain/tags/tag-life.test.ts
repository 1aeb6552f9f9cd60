import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { expiryOf, reviewDueDays, tagLife, tagLives } from '../../../src/domain/tags/tag-life.ts'
import type { TagKind } from '../../../src/domain/tags/tag.ts'
import { asOf } from '../customers/sample-facts.ts'
import { zone } from './sample-tag-facts.ts'

const moment = { asOf, timeZone: zone }
const aged = (kind: TagKind, days: number) => ({ kind, assignedAt: asOf - days * dayMs })

describe('tag life (TAG-01, TAG-02, TAG-03)', () => {
  it.each([
    ['interest', 0, 30, 'fresh'],
    ['interest', 29, 1, 'fresh'],
    ['interest', 30, 0, 'greyed'],
    ['interest', 31, 0, 'greyed'],
    ['interest', 36, 0, 'greyed'],
    ['interest', 37, 0, 'dropped'],
    ['intent', 13, 1, 'fresh'],
    ['intent', 14, 0, 'greyed'],
    ['intent', 15, 0, 'greyed'],
    ['intent', 20, 0, 'greyed'],
    ['intent', 21, 0, 'dropped'],
    ['fact', 4_000, null, 'fresh'],
  ] as const)('%s of %i days: %s left, %s', (kind, days, daysLeft, freshness) => {
    expect(tagLife(aged(kind, days), moment)).toEqual({ daysLeft, freshness })
  })

  it('counts local days: assigned late yesterday is a day old this morning', () => {
    const morning = { asOf: Date.parse('2026-03-18T00:30:00+08:00'), timeZone: zone }
    const tag = { kind: 'intent' as const, assignedAt: Date.parse('2026-03-17T23:50:00+08:00') }
    expect(tagLife(tag, morning).daysLeft).toBe(13)
  })

  it.each([
    [dayMs, 1, 'fresh'],
    [0, 0, 'greyed'],
    [-6 * dayMs, 0, 'greyed'],
    [-7 * dayMs, 0, 'dropped'],
  ] as const)('a stored end %i ms away goes before the kind: %s left, %s', (away, daysLeft, freshness) => {
    expect(tagLife({ ...aged('fact', 999), expiresAt: asOf + away }, moment)).toEqual({ daysLeft, freshness })
  })

  it("lives the store's own number of days", () => {
    const lives = tagLives({ rules: { 'TAG-02.days': 10, 'TAG-03.days': 3 } })
    expect(tagLife(aged('interest', 9), { ...moment, lives }).daysLeft).toBe(1)
    expect(tagLife(aged('intent', 3), { ...moment, lives }).freshness).toBe('greyed')
    expect(expiryOf(aged('interest', 0), lives)).toBe(asOf + 10 * dayMs)
    expect(expiryOf(aged('fact', 0), lives)).toBeNull()
    const daily = tagLives({ rules: { 'TAG-01.days': 2 } })
    const freshness = [30, 31, 32].map((days) => tagLife(aged('interest', days), { ...moment, lives: daily }))
    expect(freshness.map((life) => life.freshness)).toEqual(['greyed', 'greyed', 'dropped'])
  })

  it.each([
    [179, null],
    [180, 180],
    [181, 181],
  ])('an advisor’s tag of %i days asks for a review after %s', (days, due) => {
    expect(reviewDueDays(asOf - days * dayMs, moment)).toBe(due)
  })
})
