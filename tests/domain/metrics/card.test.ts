import { describe, expect, it } from 'vitest'
import { shareCard } from '../../../src/domain/metrics/card.ts'

const label = { ruleId: 'MET-01', name: '日活跃', formula: '当天活跃人数/全部人数' } as const

describe('shareCard', () => {
  it.each([
    [149, 'red'],
    [150, 'below'],
    [299, 'below'],
    [300, 'reached'],
    [1000, 'reached'],
  ])('%i of 1,000 against target 30 %% and red line 15 %%: %s', (part, state) => {
    const card = shareCard(label, { part, whole: 1000 }, { targetPercent: 30, redPercent: 15 })
    expect(card).toEqual({
      ...label,
      part,
      whole: 1000,
      share: part / 1000,
      targetPercent: 30,
      redPercent: 15,
      state,
    })
  })

  it('without a whole is unknown, not red', () => {
    const card = shareCard(label, { part: 0, whole: 0 }, { targetPercent: 30, redPercent: 15 })
    expect(card).toMatchObject({ share: null, state: 'unknown' })
  })

  it('without lines is plain', () => {
    expect(shareCard(label, { part: 0, whole: 5 })).toMatchObject({ share: 0, state: 'plain' })
  })
})
