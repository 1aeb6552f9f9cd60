import { describe, expect, it } from 'vitest'
import { Cohort, type CohortMember } from '../../../src/server/models/cohort.ts'

const member = (index: number): CohortMember => ({
  customerId: `c${index}`,
  summary:
    index % 5 === 0
      ? null
      : {
          repeatDays: index % 3,
          recencyWeeks: index / 7,
          observedWeeks: index,
          meanRepeatValueFen: index % 3 === 0 ? null : index * 1.5,
          netSpendFen: index * 100,
          purchaseDays: (index % 3) + 1,
        },
  rfmValues:
    index % 4 === 0
      ? null
      : { recencyDays: index % 365, orderDays: 1 + (index % 9), meanValueFen: index / 3 },
  segment: [null, 'champion', 'atRisk'][index % 3] ?? null,
})

describe('Cohort', () => {
  it('answers every member as it was added, whatever the size', () => {
    const cohort = new Cohort()
    const members = Array.from({ length: 10_000 }, (_, index) => member(index))
    for (const one of members) cohort.add(one)
    expect(cohort.size).toBe(10_000)
    expect(members.map((_, place) => cohort.at(place))).toEqual(members)
    expect([...cohort.summaries()]).toEqual(members.flatMap(({ summary }) => summary ?? []))
    expect([...cohort.rfmValues()]).toEqual(members.flatMap(({ rfmValues }) => rfmValues ?? []))
  })

  it('tells a mean of 0 and a recency of 0 from none', () => {
    const cohort = new Cohort()
    const summary = {
      repeatDays: 1,
      recencyWeeks: 0,
      observedWeeks: 0,
      meanRepeatValueFen: 0,
      netSpendFen: 0,
      purchaseDays: 2,
    }
    const rfmValues = { recencyDays: 0, orderDays: 2, meanValueFen: 0 }
    cohort.add({ customerId: 'c', summary, rfmValues, segment: null })
    expect(cohort.at(0)).toEqual({ customerId: 'c', summary, rfmValues, segment: null })
  })
})
