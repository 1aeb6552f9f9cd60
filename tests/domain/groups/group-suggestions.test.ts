import { describe, expect, it } from 'vitest'
import { groupMix } from '../../../src/domain/cadence/groups/group-mix.ts'
import { groupPlanItems } from '../../../src/domain/groups/group-plan.ts'
import { groupSizeAdvice } from '../../../src/domain/groups/group-size.ts'
import { type GroupState, groupSuggestions } from '../../../src/domain/groups/group-suggestions.ts'
import { exitRate } from '../../../src/domain/risk/exit-rate.ts'

const exitOf = (left: number) =>
  exitRate({ members: 1000 - left, exitDays: Array.from({ length: left }, () => 1) }, 1)
const plan = groupPlanItems({ value: '福利', persona: '小林', firstPurchasePath: '小样' })
const healthy: GroupState = {
  exit: exitOf(0),
  needsTopicDay: false,
  size: groupSizeAdvice(150),
  mix: groupMix([]),
  plan,
  checkIn: { weeks: 1, isReached: false, isThisWeekDone: true },
}
const said = (changes: Partial<GroupState>) =>
  groupSuggestions({ ...healthy, ...changes }, { exit: '退群率', messages: '消息数' })
const ids = (changes: Partial<GroupState>) => said(changes).map(({ ruleId }) => ruleId)
const mixOf = (content: number, benefit: number) =>
  groupMix([
    ...Array.from({ length: content }, () => ({ kind: 'content' as const })),
    ...Array.from({ length: benefit }, () => ({ kind: 'benefit' as const })),
  ])

describe('groupSuggestions', () => {
  it('has nothing to say of a healthy group', () => {
    expect(said({})).toEqual([])
  })

  it.each([
    [80, []],
    [81, ['RISK-02']],
  ])('%i of 1,000 left', (left, expected) => {
    expect(ids({ exit: exitOf(left) })).toEqual(expected)
  })

  it.each([
    [200, []],
    [201, ['GRP-01']],
    [500, ['GRP-01']],
  ])('%i people', (people, expected) => {
    expect(ids({ size: groupSizeAdvice(people) })).toEqual(expected)
  })

  it.each([
    [9, 1, []],
    [8, 1, ['CON-01']],
  ])('%i useful and %i selling pushes', (content, benefit, expected) => {
    expect(ids({ mix: mixOf(content, benefit) })).toEqual(expected)
  })

  it('names the open parts of the plan, and the check-in only once there is one', () => {
    const late = { weeks: 2, isReached: false, isThisWeekDone: false }
    expect(said({ checkIn: late })).toMatchObject([
      { ruleId: 'CAD-11', kind: 'interaction', evidence: ['本周还没打卡，已连续2周'] },
    ])
    const open = groupPlanItems({ value: '福利' })
    expect(said({ checkIn: late, plan: open })).toMatchObject([
      { ruleId: 'GRP-02', evidence: [expect.stringContaining('人设'), expect.stringContaining('路径')] },
    ])
  })

  it('puts the most urgent first and says one thing once', () => {
    const worst = {
      exit: exitOf(81),
      needsTopicDay: true,
      size: groupSizeAdvice(300),
      mix: mixOf(0, 1),
      plan: groupPlanItems({}),
    }
    expect(ids(worst)).toEqual(['RISK-02', 'RISK-03', 'GRP-01', 'GRP-02'])
    expect(said(worst)[0]).toMatchObject({ kind: 'content', evidence: ['退群率'] })
    expect(said(worst)[1]).toMatchObject({ kind: 'interaction', evidence: ['消息数'] })
  })
})
