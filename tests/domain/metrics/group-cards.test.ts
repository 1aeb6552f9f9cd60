import { describe, expect, it } from 'vitest'
import { contentOpenCard, groupActivityCard } from '../../../src/domain/metrics/group-cards.ts'

describe('groupActivityCard (MET-05)', () => {
  it.each([
    [29, 200, 'below'],
    [30, 200, 'reached'],
    [31, 200, 'reached'],
    [0, 0, 'unknown'],
  ])('%i active of %i members: %s', (activeMembers, members, state) => {
    const card = groupActivityCard({ activeMembers, members })
    expect(card).toMatchObject({ ruleId: 'MET-05', targetPercent: 15, state })
  })

  it('takes the line of the store', () => {
    const card = groupActivityCard({ activeMembers: 30, members: 200 }, { 'MET-05.activePercent': 16 })
    expect(card.state).toBe('below')
  })
})

describe('contentOpenCard (MET-05)', () => {
  it.each([
    [99, 1000, 'below'],
    [100, 1000, 'reached'],
    [101, 1000, 'reached'],
    [0, 0, 'unknown'],
  ])('%i opened of %i sent: %s', (openedPeople, sentPeople, state) => {
    const card = contentOpenCard({ openedPeople, sentPeople })
    expect(card).toMatchObject({ ruleId: 'MET-05', targetPercent: 10, state })
  })

  it('takes the line of the store', () => {
    const card = contentOpenCard({ openedPeople: 9, sentPeople: 100 }, { 'MET-05.openPercent': 9 })
    expect(card.state).toBe('reached')
  })
})
