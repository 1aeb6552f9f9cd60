import { describe, expect, it } from 'vitest'
import { mayLeave, nudge, quietNewUser, recallable } from '../../../../src/domain/actions/triggers/quiet.ts'
import type { LtvEstimate } from '../../../../src/domain/ltv/ltv-estimate.ts'
import { sampleFacts, sampleLtv } from '../../customers/sample-facts.ts'

const quiet = (daysSinceActivity: number | null, daysSinceAdded: number | null = 200) =>
  sampleFacts({ daysSinceActivity, daysSinceAdded })
const risk = (churnRisk: number | null) =>
  sampleFacts({ ltv: { ...sampleLtv(50_000), churnRisk } as LtvEstimate })

describe('silence (C2)', () => {
  it.each([
    [2, false, false],
    [3, true, false],
    [30, true, false],
    [31, false, true],
    [89, false, true],
    [90, false, false],
  ])('%i days: nudge %s, recall %s', (days, isNudge, isRecall) => {
    expect(nudge(quiet(days)) !== null).toBe(isNudge)
    expect(recallable(quiet(days)) !== null).toBe(isRecall)
  })

  it('counts from the day added for who was never active; unknown is not silent', () => {
    expect(nudge(quiet(null, 3))).toEqual(['3天没有互动', '满3天没有互动就问候一句'])
    expect(nudge(quiet(null, null))).toBeNull()
  })

  it.each([
    [6, 10, false],
    [7, 10, true],
    [7, 30, true],
    [7, 31, false],
    [7, null, false],
    [30, 30, true],
  ])('quiet %i days, added %s days ago: new-user alert %s', (days, added, isAlert) => {
    expect(quietNewUser(quiet(days, added)) !== null).toBe(isAlert)
  })
})

it.each([
  [null, null],
  [0.499, null],
  [0.5, '模型估计流失风险50%，从50%起提醒'],
  [0.9, '模型估计流失风险90%，从50%起提醒'],
])('NBA-14: churn risk %s: %s', (churnRisk, line) => {
  expect(mayLeave(risk(churnRisk))?.[0] ?? null).toBe(line)
})
