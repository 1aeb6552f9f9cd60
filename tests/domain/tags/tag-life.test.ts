import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { daysLeft, tagFreshness } from '../../../src/domain/tags/tag-life.ts'
import type { TagKind } from '../../../src/domain/tags/tag.ts'
import { asOf } from '../customers/sample-facts.ts'

const zone = 'Asia/Shanghai'
const aged = (kind: TagKind, days: number) => ({ kind, assignedAt: asOf - days * dayMs })

describe('tag life (TAG-01, TAG-02, TAG-03)', () => {
  it.each([
    ['interest', 0, 30, 'fresh'],
    ['interest', 29, 1, 'fresh'],
    ['interest', 30, 0, 'greyed'],
    ['interest', 36, 0, 'greyed'],
    ['interest', 37, 0, 'dropped'],
    ['intent', 13, 1, 'fresh'],
    ['intent', 14, 0, 'greyed'],
    ['intent', 20, 0, 'greyed'],
    ['intent', 21, 0, 'dropped'],
    ['fact', 4_000, null, 'fresh'],
  ] as const)('%s of %i days: %s left, %s', (kind, days, left, freshness) => {
    expect(daysLeft(aged(kind, days), asOf, zone)).toBe(left)
    expect(tagFreshness(aged(kind, days), asOf, zone)).toBe(freshness)
  })

  it('counts local days: assigned late yesterday is a day old this morning', () => {
    const morning = Date.parse('2026-03-18T00:30:00+08:00')
    const tag = { kind: 'intent' as const, assignedAt: Date.parse('2026-03-17T23:50:00+08:00') }
    expect(daysLeft(tag, morning, zone)).toBe(13)
  })
})
