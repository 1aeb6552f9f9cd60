import { describe, expect, it } from 'vitest'
import { stageCards } from '../../../src/domain/metrics/stage-cards.ts'

const none = { audience: 0, reached: 0, interacting: 0, buyers: 0, returningBuyers: 0, sharingBuyers: 0 }
const sharesOf = (counts: Partial<typeof none>) =>
  stageCards({ ...none, ...counts }).map(({ name, share }) => [name, share])

describe('stageCards (MET-07)', () => {
  it('are reach, interaction, conversion, retention and referral, each on its base', () => {
    const counts = { audience: 1000, reached: 800, interacting: 200, buyers: 40 }
    expect(sharesOf({ ...counts, returningBuyers: 10, sharingBuyers: 4 })).toEqual([
      ['触达', 0.8],
      ['互动', 0.25],
      ['转化', 0.05],
      ['留存', 0.25],
      ['推荐', 0.1],
    ])
  })

  it('say nothing below a step that nobody took', () => {
    expect(sharesOf({ audience: 10 })).toEqual([
      ['触达', 0],
      ['互动', null],
      ['转化', null],
      ['留存', null],
      ['推荐', null],
    ])
  })

  it('print their formulas and have no target', () => {
    const cards = stageCards({ ...none, audience: 10, reached: 5 })
    expect(cards.every(({ ruleId, targetPercent }) => ruleId === 'MET-07' && targetPercent === null)).toBe(
      true,
    )
    expect(cards[3]?.formula).toBe('再次下单人数/下单人数')
  })
})
