import { describe, expect, it } from 'vitest'
import { conversionCard, dailyActiveCard, interactionCard } from '../../../src/domain/metrics/core-cards.ts'

describe('dailyActiveCard (MET-01, C15)', () => {
  it.each([
    [149, 'red'],
    [150, 'below'],
    [299, 'below'],
    [300, 'reached'],
    [301, 'reached'],
  ])('%i active of 1,000: %s', (activePeople, state) => {
    const card = dailyActiveCard({ activePeople, allPeople: 1000 })
    expect(card).toMatchObject({ ruleId: 'MET-01', share: activePeople / 1000, state })
    expect(card).toMatchObject({ formula: '当天活跃人数/全部人数', targetPercent: 30, redPercent: 15 })
  })

  it('follows the lines of the store', () => {
    const rules = { 'MET-01.percent': 25, 'MET-01.redPercent': 20 }
    const stateAt = (activePeople: number) => dailyActiveCard({ activePeople, allPeople: 100 }, rules).state
    expect([19, 20, 24, 25].map(stateAt)).toEqual(['red', 'below', 'below', 'reached'])
  })

  it('a store without customers has no share', () => {
    expect(dailyActiveCard({ activePeople: 0, allPeople: 0 })).toMatchObject({
      share: null,
      state: 'unknown',
    })
  })
})

describe('interactionCard (MET-02)', () => {
  it.each([
    [199, 'below'],
    [200, 'reached'],
    [201, 'reached'],
  ])('%i interacting of 1,000 active: %s', (interactingPeople, state) => {
    const card = interactionCard({ interactingPeople, activePeople: 1000 })
    expect(card).toMatchObject({ ruleId: 'MET-02', share: interactingPeople / 1000, redPercent: null, state })
  })

  it('takes the target of the store', () => {
    const counts = { interactingPeople: 20, activePeople: 100 }
    expect(interactionCard(counts, { 'MET-02.percent': 21 }).state).toBe('below')
    expect(interactionCard({ interactingPeople: 0, activePeople: 0 }).share).toBeNull()
  })
})

describe('conversionCard (MET-03)', () => {
  it.each([
    [49, 'below'],
    [50, 'reached'],
    [51, 'reached'],
  ])('%i buyers of 1,000 active: %s', (buyers, state) => {
    const card = conversionCard({ buyers, activePeople: 1000 })
    expect(card).toMatchObject({ ruleId: 'MET-03', share: buyers / 1000, targetPercent: 5, state })
  })

  it('takes the target of the store', () => {
    expect(conversionCard({ buyers: 5, activePeople: 100 }, { 'MET-03.percent': 6 }).state).toBe('below')
    expect(conversionCard({ buyers: 0, activePeople: 0 }).share).toBeNull()
  })
})
