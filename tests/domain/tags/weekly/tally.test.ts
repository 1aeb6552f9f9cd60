import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tallyTags, totalOf } from '../../../../src/domain/tags/weekly/tally.ts'

const anyOutcome = fc.record({
  name: fc.constantFrom('精华', '面膜', '老客'),
  outcome: fc.constantFrom('added' as const, 'kept' as const, 'greyed' as const, 'dropped' as const),
})

describe('weekly report (TAG-01)', () => {
  it('counts before and after by tag', () => {
    const first = tallyTags(new Map(), [
      { name: '精华', outcome: 'added' },
      { name: '精华', outcome: 'kept' },
    ])
    const counts = tallyTags(first, [
      { name: '精华', outcome: 'dropped' },
      { name: '面膜', outcome: 'greyed' },
    ])
    expect([...counts.values()]).toEqual([
      { name: '精华', before: 2, after: 2, added: 1, kept: 1, greyed: 0, dropped: 1 },
      { name: '面膜', before: 1, after: 1, added: 0, kept: 0, greyed: 1, dropped: 0 },
    ])
  })

  it('parts sum to the whole: after = before + added - dropped, in any batches', () => {
    fc.assert(
      fc.property(fc.array(anyOutcome), fc.array(anyOutcome), (one, other) => {
        const counts = tallyTags(tallyTags(new Map(), one), other)
        const total = totalOf(counts.values())
        for (const count of [...counts.values(), total])
          expect(count.after).toBe(count.before + count.added - count.dropped)
        expect(total.added + total.kept + total.greyed + total.dropped).toBe(one.length + other.length)
        expect(totalOf(tallyTags(new Map(), [...one, ...other]).values())).toEqual(total)
      }),
    )
  })
})
