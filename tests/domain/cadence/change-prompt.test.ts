import { describe, expect, it } from 'vitest'
import { changePrompt, missText, otherContent } from '../../../src/domain/cadence/change-prompt.ts'
import { contentMix, mixTargets } from '../../../src/domain/cadence/content-mix.ts'
import type { ContentType } from '../../../src/domain/cadence/content-type.ts'

const when = { asOf: 0, timeZone: 'UTC' }
const empty = contentMix([], 'active', when)
const run = (contentType: ContentType, misses: number) => ({ misses: [{ contentType, misses }] })

describe('the prompt to change content (CAD-10)', () => {
  it.each([
    [2, null],
    [3, '「干货」连续3次没有回应，建议换成「优惠」'],
    [4, '「干货」连续4次没有回应，建议换成「优惠」'],
  ])('after %i misses in a row', (misses, expected) => {
    expect(changePrompt(run('know-how', misses), empty)).toBe(expected)
  })

  it('says nothing without misses and follows the number of the store', () => {
    expect(changePrompt({ misses: [] }, empty)).toBeNull()
    expect(changePrompt(run('offer', 2), empty, { 'CAD-10.misses': 2 })).toContain('「优惠」连续2次')
  })

  it('suggests nothing when the plan holds only what nobody answered', () => {
    const silent = contentMix([], 'silent', when)
    const both = {
      misses: [
        { contentType: 'recall' as const, misses: 4 },
        { contentType: 'offer' as const, misses: 3 },
      ],
    }
    expect(changePrompt(both, silent)).toBe('「唤醒」连续4次没有回应，先停一停')
    expect(changePrompt({ misses: both.misses.slice(0, 1) }, silent)).toContain('换成「权益」')
  })
})

describe('otherContent', () => {
  it('is what lags farthest behind the plan', () => {
    const shares = { question: 0, 'know-how': 40, offer: 60 } as Record<string, number>
    const parts = mixTargets('active').map((part) => ({
      ...part,
      count: 1,
      percent: shares[part.contentType] ?? 0,
    }))
    expect(otherContent({ total: 3, parts }, new Set())).toBe('问答')
    expect(otherContent({ total: 3, parts }, new Set<ContentType>(['question']))).toBe('干货')
  })
})

describe("the timeline's word on a miss", () => {
  it.each([
    [1, '24小时无反应 1/3，再2次建议换内容'],
    [2, '24小时无反应 2/3，再1次建议换内容'],
    [3, '24小时无反应 3/3，建议换内容'],
    [4, '24小时无反应 4/3，建议换内容'],
  ])('at %i', (missNumber, expected) => {
    expect(missText(missNumber)).toBe(expected)
  })
})
