import { describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { type InvitedFriend, referralState } from '../../../src/domain/referral/referral-state.ts'

const asOf = Date.UTC(2026, 2, 18)
const friend = (personId: string, paidDaysAgo: number | null, more: Partial<InvitedFriend> = {}) => ({
  personId,
  invitedAt: asOf - 10 * dayMs,
  firstPaidAt: paidDaysAgo === null ? null : asOf - paidDaysAgo * dayMs,
  isRefunded: false,
  ...more,
})
const stateOf = (friends: InvitedFriend[], needed = 3) => referralState('me', friends, needed, asOf)

describe('referralState (REF-01)', () => {
  it.each([
    [[], 'inviting', '已邀请0位，还差3位'],
    [['a', 'b'], 'inviting', '已邀请2位，还差1位'],
    [['a', 'b', 'c'], 'waitingForOrders', '已邀请3位，还差3位完成首单'],
  ])('joining alone earns nothing: %j', (ids, status, text) => {
    expect(stateOf(ids.map((id) => friend(id, null)))).toMatchObject({ status, text, earnedAt: null })
  })

  it.each([
    [2, 'waitingForOrders', null],
    [3, 'earned', asOf - 3 * dayMs],
    [4, 'earned', asOf - 3 * dayMs],
  ])('%i of four friends with an order: %s', (ordered, status, earnedAt) => {
    const friends = ['a', 'b', 'c', 'd'].map((id, index) => friend(id, index < ordered ? 5 - index : null))
    expect(stateOf(friends)).toMatchObject({ status, earnedAt, ordered })
  })

  it.each([
    ['the recommender', friend('me', 1)],
    ['an old customer', friend('x', 11)],
    ['a refunded order', friend('x', 1, { isRefunded: true })],
    ['an order yet to come', friend('x', -1)],
    ['an invitation yet to come', friend('x', null, { invitedAt: asOf + 1 })],
  ])('%s does not count', (_, someone) => {
    expect(stateOf([someone], 1)).toMatchObject({ ordered: 0, earnedAt: null })
  })

  it('counts a person once, by the earliest invitation', () => {
    const again = friend('a', 2, { invitedAt: asOf - 9 * dayMs })
    expect(stateOf([again, friend('a', 2)], 2)).toMatchObject({ joined: 1, ordered: 1, status: 'inviting' })
  })

  it.each([
    [asOf - 10 * dayMs, 1],
    [asOf - 10 * dayMs - 1, 0],
  ])('an order at %i counts from the instant of the invitation on', (firstPaidAt, ordered) => {
    expect(stateOf([friend('a', null, { firstPaidAt })]).ordered).toBe(ordered)
  })

  it('needs at least one', () => {
    expect(stateOf([], 0)).toMatchObject({ status: 'inviting', needed: 1 })
  })
})
