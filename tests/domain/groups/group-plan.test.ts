import { describe, expect, it } from 'vitest'
import { groupPlanItems, isGroupPlanReady } from '../../../src/domain/groups/group-plan.ts'

const plan = { value: '护肤答疑', persona: '顾问小林', firstPurchasePath: '9.9元试用装' }

describe('groupPlanItems (GRP-02)', () => {
  it('asks for value, persona and path in this order', () => {
    expect(groupPlanItems({}).map(({ part, isDone }) => [part, isDone])).toEqual([
      ['value', false],
      ['persona', false],
      ['firstPurchasePath', false],
    ])
  })

  it('shows what is settled, trimmed, and the question where it is not', () => {
    expect(groupPlanItems({ ...plan, value: ' 护肤答疑 ', persona: ' ' })).toEqual([
      { part: 'value', isDone: true, text: '护肤答疑' },
      { part: 'persona', isDone: false, text: '人设：谁在群里说话，是什么身份' },
      { part: 'firstPurchasePath', isDone: true, text: '9.9元试用装' },
    ])
  })

  it('is ready with all three only', () => {
    expect(isGroupPlanReady(plan)).toBe(true)
    for (const part of ['value', 'persona', 'firstPurchasePath'])
      expect(isGroupPlanReady({ ...plan, [part]: '\n' })).toBe(false)
  })
})
