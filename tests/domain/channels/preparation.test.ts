import { describe, expect, it } from 'vitest'
import {
  personalTalks,
  preparationOf,
  preparedShare,
  routineNotices,
} from '../../../src/domain/channels/preparation.ts'

describe('preparationOf (CHN-02, C16)', () => {
  it.each(routineNotices)('%s may be prepared; the advisor sends it', (kind) => {
    expect(preparationOf(kind)).toEqual({ ruleId: 'CHN-02', isPrepared: true, sentBy: 'advisor' })
  })

  it.each(personalTalks)('%s needs a person from the first word on', (kind) => {
    expect(preparationOf(kind)).toEqual({ ruleId: 'CHN-02', isPrepared: false, sentBy: 'advisor' })
  })
})

describe('preparedShare', () => {
  it('is measured beside the aim of 70 %', () => {
    expect(preparedShare([])).toBeNull()
    expect(preparedShare(['usageGuide', 'pointsNote', 'complaint'])).toEqual({
      percent: 66.7,
      targetPercent: 70,
    })
    expect(preparedShare(['recall'])?.percent).toBe(0)
  })
})
