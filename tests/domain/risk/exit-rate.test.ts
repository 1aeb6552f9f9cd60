import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupPushKinds } from '../../../src/domain/cadence/groups/push-kind.ts'
import { exitPercent, exitRate, exitText, mayPush } from '../../../src/domain/risk/exit-rate.ts'

const today = 20_000
const after = (left: number, members: number, rules = {}) =>
  exitRate({ members, exitDays: Array.from({ length: left }, () => today) }, today, rules)

describe('exitRate (RISK-02, C21)', () => {
  it.each([
    [79, false],
    [80, false],
    [81, true],
  ])('%i of 1,000 left: promotions pause: %s', (left, isPromotionPaused) => {
    const rate = after(left, 1000 - left)
    expect(rate).toMatchObject({ ruleId: 'RISK-02', share: left / 1000, limitPercent: 8, isPromotionPaused })
  })

  it('counts the last 30 local days, today included', () => {
    const exitDays = [today - 30, today - 29, today - 1, today, today + 1]
    expect(exitRate({ members: 97, exitDays }, today)).toMatchObject({ leftPeople: 3, share: 0.03 })
    expect(exitRate({ members: 97, exitDays }, today, { 'RISK-02.days': 7 }).leftPeople).toBe(2)
  })

  it('an empty group has no rate; one that all left has lost everybody', () => {
    expect(after(0, 0)).toMatchObject({ share: null, isPromotionPaused: false })
    expect(after(3, 0)).toMatchObject({ share: 1, isPromotionPaused: true })
  })

  it('follows the store', () => {
    expect(after(81, 919, { 'RISK-02.percent': 9 }).isPromotionPaused).toBe(false)
  })

  it('stays within 0 and 1 and only rises with each exit', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), (left, members) => {
        const share = after(left, members).share ?? -1
        const next = after(left + 1, members - 1).share ?? -1
        return share >= 0 && share <= 1 && next >= share
      }),
    )
  })
})

describe('mayPush (RISK-02)', () => {
  it('at 8.1 % benefits and flash sales wait, content and interaction go on', () => {
    const rate = after(81, 919)
    expect(groupPushKinds.filter((kind) => mayPush({ kind }, rate))).toEqual(['content', 'interaction'])
  })

  it('at 8 % everything may go', () => {
    const rate = after(80, 920)
    expect(groupPushKinds.filter((kind) => mayPush({ kind }, rate))).toEqual([...groupPushKinds])
  })

  it('content that sells waits with them, and only then', () => {
    for (const kind of ['content', 'interaction'] as const) {
      expect(mayPush({ kind, isPromotion: true }, after(81, 919))).toBe(false)
      expect(mayPush({ kind, isPromotion: true }, after(80, 920))).toBe(true)
    }
  })
})

describe('exitText (RISK-02)', () => {
  it.each([
    [80, 920, 8, '近30天退群80人，退群率8%，没有超过8%'],
    [81, 919, 8.1, '近30天退群81人，退群率8.1%，超过8%，本群暂停促销，可以发内容'],
    [34, 386, 8.1, '近30天退群34人，退群率8.1%，超过8%，本群暂停促销，可以发内容'],
    [0, 5, 0, '近30天退群0人，退群率0%，没有超过8%'],
    [0, 0, null, '群里还没有客户'],
  ])('%i left, %i are there', (left, members, percent, text) => {
    const rate = after(left, members)
    expect(exitPercent(rate)).toBe(percent)
    expect(exitText(rate, 30)).toBe(text)
  })
})
