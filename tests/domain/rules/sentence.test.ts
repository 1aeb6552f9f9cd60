import { describe, expect, it } from 'vitest'
import { ruleSentence } from '../../../src/domain/rules/sentence.ts'

describe('ruleSentence', () => {
  it('says the default', () => {
    expect(ruleSentence('OFF-01')).toBe('一张券最多花掉客户LTV的10%，超过的列入不可发，经理可以例外批准')
    expect(ruleSentence('CAD-05')).toBe('黄金时段7点-9点、12点-13点、19点-22点;22点到次日7点发要说明原因')
  })

  it('says what the store set', () => {
    expect(ruleSentence('OFF-01', { 'OFF-01.percent': 8 })).toContain('LTV的8%')
    expect(ruleSentence('SEG-06', { 'SEG-06.repurchases': 5, 'OFF-01.percent': 8 })).toContain('复购满5次')
  })
})
