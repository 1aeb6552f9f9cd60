import { describe, expect, it } from 'vitest'
import { unmergeRefusal, unmergeRefusalText, unmergeUntil } from '../../../src/domain/customers/unmerge.ts'

const dayMs = 86_400_000
const fresh = {
  isUndone: false,
  mergedAt: 1000,
  isRecorded: true,
  isMergedOn: false,
  isAged: false,
  hasLaterMerge: false,
}

describe('UNMERGE', () => {
  it.each([
    ['the day before', 89 * dayMs, null],
    ['the last instant', 90 * dayMs, null],
    ['one millisecond later', 90 * dayMs + 1, 'tooOld'],
  ])('%s', (_when, after, expected) => {
    expect(unmergeRefusal(fresh, fresh.mergedAt + after, {})).toBe(expected)
  })

  it.each([
    [{ isUndone: true, isRecorded: false }, 'undone'],
    [{ isRecorded: false }, 'oldRecord'],
    [{ isMergedOn: true, hasLaterMerge: true }, 'mergedOn'],
    [{ isAged: true }, 'aged'],
    [{ hasLaterMerge: true }, 'laterMerge'],
    [{}, null],
  ] as const)('%o: %s', (change, expected) => {
    const refusal = unmergeRefusal({ ...fresh, ...change }, 2000, {})
    expect(refusal).toBe(expected)
    if (refusal) expect(unmergeRefusalText(refusal)).toMatch(/撤销|拆开/)
  })

  it('goes by what the store set', () => {
    expect(unmergeUntil(5, { 'UNMERGE.days': 1 })).toBe(5 + dayMs)
  })
})
