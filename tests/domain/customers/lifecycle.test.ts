import { describe, expect, it } from 'vitest'
import { lifecycleStage, type LifecycleInput } from '../../../src/domain/customers/lifecycle.ts'
import type { LifecycleStage } from '../../../src/domain/customers/stages.ts'

const nothing: LifecycleInput = {
  daysSinceViewOrInteraction: null,
  daysSinceIntent: null,
  categoryViews: {},
  purchaseDays: 0,
  daysSinceOrder: null,
  daysSinceShare: null,
}

const cases: [Partial<LifecycleInput>, LifecycleStage][] = [
  [{}, 'aware'],
  [{ daysSinceViewOrInteraction: 30 }, 'interested'],
  [{ daysSinceViewOrInteraction: 31 }, 'aware'],
  [{ daysSinceIntent: 14 }, 'considering'],
  [{ daysSinceIntent: 15, daysSinceViewOrInteraction: 15 }, 'interested'],
  [{ categoryViews: { 精华: 2, 面膜: 2 }, daysSinceViewOrInteraction: 1 }, 'interested'],
  [{ categoryViews: { 精华: 3 }, daysSinceViewOrInteraction: 1 }, 'considering'],
  [{ purchaseDays: 1, daysSinceOrder: 0, daysSinceIntent: 0 }, 'purchased'],
  [{ purchaseDays: 1, daysSinceOrder: 30 }, 'purchased'],
  [{ purchaseDays: 1, daysSinceOrder: 31 }, 'retained'],
  [{ purchaseDays: 2, daysSinceOrder: 0 }, 'retained'],
  [{ purchaseDays: 2, daysSinceOrder: 400 }, 'retained'],
  [{ daysSinceShare: 90, purchaseDays: 2 }, 'advocating'],
  [{ daysSinceShare: 91, purchaseDays: 2 }, 'retained'],
  [{ daysSinceShare: 0 }, 'advocating'],
]

describe('lifecycleStage (LC-01)', () => {
  it.each(cases)('%o: %s', (changes, stage) => {
    expect(lifecycleStage({ ...nothing, ...changes })).toBe(stage)
  })

  it('follows the bounds of the store', () => {
    const rules = {
      'LC-01.interestDays': 10,
      'LC-01.intentViews': 5,
      'LC-01.intentDays': 20,
      'LC-01.purchaseDays': 20,
      'LC-01.shareDays': 40,
    }
    const stages = [
      { daysSinceViewOrInteraction: 10 },
      { daysSinceViewOrInteraction: 11 },
      { daysSinceIntent: 20 },
      { daysSinceIntent: 21 },
      { categoryViews: { 精华: 4 } },
      { categoryViews: { 精华: 5 } },
      { purchaseDays: 1, daysSinceOrder: 20 },
      { purchaseDays: 1, daysSinceOrder: 21 },
      { daysSinceShare: 40 },
      { daysSinceShare: 41 },
    ].map((changes) => lifecycleStage({ ...nothing, ...changes }, rules))
    expect(stages).toEqual([
      'interested',
      'aware',
      'considering',
      'aware',
      'aware',
      'considering',
      'purchased',
      'retained',
      'advocating',
      'aware',
    ])
  })
})
