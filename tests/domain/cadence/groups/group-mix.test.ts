import { describe, expect, it } from 'vitest'
import { groupMix } from '../../../../src/domain/cadence/groups/group-mix.ts'

describe('groupMix (CON-01)', () => {
  it('shows what was pushed beside 70, 20 and 10 percent', () => {
    const kinds = ['content', 'content', 'interaction', 'benefit', 'flashSale'] as const
    const parts = groupMix(kinds.map((kind) => ({ kind })))
    expect(
      parts.map(({ name, count, percent, targetPercent }) => [name, count, percent, targetPercent]),
    ).toEqual([
      ['有用', 2, 40, 70],
      ['互动', 1, 20, 20],
      ['转化', 2, 40, 10],
    ])
  })

  it('is all 0 for a group without pushes, with the plan of the store', () => {
    const set = { 'CON-01.usefulPercent': 60, 'CON-01.interactivePercent': 30 }
    expect(groupMix([], set)).toMatchObject([
      { percent: 0, targetPercent: 60 },
      { percent: 0, targetPercent: 30 },
      { percent: 0, targetPercent: 10 },
    ])
  })

  it('counts content that sells as selling', () => {
    const parts = groupMix([
      { kind: 'content', isPromotion: true },
      { kind: 'content', isPromotion: false },
      { kind: 'interaction', isPromotion: true },
      { kind: 'benefit', isPromotion: false },
    ])
    expect(parts.map(({ content, count }) => [content, count])).toEqual([
      ['useful', 1],
      ['interactive', 0],
      ['conversion', 3],
    ])
  })
})
