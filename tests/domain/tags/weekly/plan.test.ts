import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../../src/domain/calendar.ts'
import type { Tag, TagKind } from '../../../../src/domain/tags/tag.ts'
import { planTags, type StoredTag } from '../../../../src/domain/tags/weekly/plan.ts'
import { asOf } from '../../customers/sample-facts.ts'
import { zone } from '../sample-tag-facts.ts'

const moment = { asOf, timeZone: zone }
const tag = (changes: Partial<Tag> = {}): Tag => ({
  name: '精华',
  source: 'behaviour',
  kind: 'interest',
  assignedAt: asOf,
  evidence: '新',
  confidence: 0.7,
  ruleKey: 'category-interest',
  ruleId: 'TAG-05',
  ...changes,
})
const stored = (kind: TagKind, days: number, changes: Partial<StoredTag> = {}): StoredTag => {
  const row = tag({ kind, assignedAt: asOf - days * dayMs, evidence: '旧' })
  return { ...row, tagId: 't1', expiresAt: null, ...changes }
}
const outcomes = (...args: Parameters<typeof planTags>) =>
  planTags(...args).outcomes.map(({ outcome }) => outcome)

describe('weekly plan (TAG-01)', () => {
  it('adds what the rules support, with its end', () => {
    const plan = planTags([], [tag(), tag({ name: '老客', kind: 'fact' })], moment)
    expect(plan.writes.map(({ tagId, expiresAt }) => [tagId, expiresAt])).toEqual([
      [null, asOf + 30 * dayMs],
      [null, null],
    ])
    expect(plan.outcomes.map(({ outcome }) => outcome)).toEqual(['added', 'added'])
  })

  it.each([
    ['interest', 29, 'kept'],
    ['interest', 30, 'greyed'],
    ['interest', 36, 'greyed'],
    ['interest', 37, 'dropped'],
    ['intent', 13, 'kept'],
    ['intent', 14, 'greyed'],
    ['intent', 20, 'greyed'],
    ['intent', 21, 'dropped'],
    ['fact', 0, 'dropped'],
  ] as const)('an %s of %i days that nothing supports is %s', (kind, days, outcome) => {
    const plan = planTags([stored(kind, days)], [], moment)
    expect(plan.outcomes).toEqual([{ name: '精华', outcome }])
    expect(plan.removedIds).toEqual(outcome === 'dropped' ? ['t1'] : [])
    expect(plan.writes).toEqual([])
  })

  it('renews what is supported again, grey or long over', () => {
    for (const days of [3, 33, 99]) {
      const plan = planTags([stored('interest', days)], [tag()], moment)
      expect(plan).toMatchObject({ writes: [{ tagId: 't1', tag: { evidence: '新' } }], removedIds: [] })
      expect(plan.outcomes).toEqual([{ name: '精华', outcome: 'kept' }])
    }
  })

  it('does not add what is on its last day', () => {
    expect(outcomes([], [tag({ assignedAt: asOf - 30 * dayMs })], moment)).toEqual([])
    expect(outcomes([], [tag({ assignedAt: asOf - 29 * dayMs })], moment)).toEqual(['added'])
  })

  it('keeps the latest of two with one name', () => {
    const two = [stored('interest', 5), stored('interest', 2, { tagId: 't2' })]
    expect(planTags(two, [], moment).removedIds).toEqual(['t1'])
    expect(outcomes(two, [tag()], moment)).toEqual(['kept', 'dropped'])
  })

  it('carried out, changes nothing when run again, and the order of the rows does not matter', () => {
    const kind = fc.constantFrom<TagKind>('interest', 'intent', 'fact')
    const name = fc.constantFrom('a', 'b', 'c', 'd')
    const days = fc.integer({ min: 0, max: 40 })
    const some = fc.array(fc.tuple(name, kind, days), { maxLength: 6 })
    fc.assert(
      fc.property(some, fc.uniqueArray(fc.tuple(name, kind, days), { selector: ([n]) => n }), (rows, now) => {
        const before = rows.map(([n, k, d], place) => stored(k, d, { name: n, tagId: `t${place}` }))
        const derived = now.map(([n, k, d]) => tag({ name: n, kind: k, assignedAt: asOf - d * dayMs }))
        const plan = planTags(before, derived, moment)
        expect(planTags([...before].reverse(), derived, moment)).toEqual(plan)
        const renewed = new Set([...plan.removedIds, ...plan.writes.map(({ tagId }) => tagId)])
        const after = [
          ...before.filter(({ tagId }) => !renewed.has(tagId)),
          ...plan.writes.map(({ tagId, tag: row, expiresAt }) => ({
            ...row,
            tagId: tagId ?? `new-${row.name}`,
            expiresAt,
          })),
        ]
        const again = planTags(after, derived, moment)
        expect({ writes: again.writes, removedIds: again.removedIds }).toEqual({ writes: [], removedIds: [] })
      }),
    )
  })
})
