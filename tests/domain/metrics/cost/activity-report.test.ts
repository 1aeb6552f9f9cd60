import { describe, expect, it } from 'vitest'
import { activityReport } from '../../../../src/domain/metrics/cost/activity-report.ts'

const counts = { invitedPeople: 400, participants: 100, broughtPeople: 80, conversions: 30, costFen: 100_000 }

describe('activityReport (MET-06)', () => {
  it('says participation, viral factor and the cost of a conversion', () => {
    const report = activityReport(counts)
    expect(report.participation).toMatchObject({
      ruleId: 'MET-06',
      share: 0.25,
      formula: '参与人数/邀请人数',
    })
    expect(report).toMatchObject({ viralFactor: 0.8, targetViralFactor: 1.5, isViral: false })
    expect(report.costPerConversionFen).toBe(3334)
  })

  it.each([
    [149, false],
    [150, true],
    [151, true],
  ])('%i brought by 100 participants is viral: %s', (broughtPeople, isViral) => {
    expect(activityReport({ ...counts, broughtPeople }).isViral).toBe(isViral)
  })

  it('has no number without people or conversions', () => {
    const empty = { invitedPeople: 0, participants: 0, broughtPeople: 0, conversions: 0, costFen: 500 }
    const report = activityReport(empty)
    expect(report.participation.share).toBeNull()
    expect(report).toMatchObject({ viralFactor: null, isViral: null, costPerConversionFen: null })
  })

  it('says nothing of spreading where nobody tracks who was brought', () => {
    const report = activityReport({ ...counts, broughtPeople: null })
    expect(report).toMatchObject({ viralFactor: null, isViral: null, costPerConversionFen: 3334 })
  })

  it('takes the viral factor of the store', () => {
    expect(activityReport(counts, { 'MET-06.viral': 0.8 }).isViral).toBe(true)
  })
})
