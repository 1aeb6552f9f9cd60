import { describe, expect, it } from 'vitest'
import { matchReasons } from '../../../../src/domain/scripts/fit/match-reasons.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleScript as script } from '../sample-script.ts'

const facts = sampleFacts({ lifecycle: 'considering', isPriceEnquiry: true })
const none = { usedScriptIds: new Set<string>() }
const kinds = (...input: Parameters<typeof matchReasons>) => matchReasons(...input).map(({ kind }) => kind)

describe('matchReasons', () => {
  it('says all that speaks for a script, as advisors read it', () => {
    const best = script('a', { stages: ['considering'], objection: 'price' })
    const history = {
      ...none,
      assigned: new Set(['a']),
      usage: new Map([['a', { timesSent: 40, customers: 40, buyers: 4 }]]),
    }
    expect(matchReasons(best, facts, history, true).map(({ text }) => text)).toEqual([
      'A/B 分到这一句',
      '阶段匹配：考虑',
      '回应嫌贵',
      '没对 TA 用过',
      '变量齐全',
      '常用且转化高',
    ])
  })

  it('says nothing that is not so', () => {
    const used = { usedScriptIds: new Set(['a']) }
    expect(kinds(script('a'), facts, used, false)).toEqual([])
    expect(kinds(script('a', { stages: ['aware'] }), facts, used, true)).toEqual(['complete'])
    expect(kinds(script('a', { objection: 'safety' }), facts, none, false)).toEqual(['unused'])
    expect(kinds(script('a', { objection: 'price' }), sampleFacts(), used, false)).toEqual([])
  })

  it('recalls only the silent', () => {
    const recall = script('a', { contentType: 'recall' })
    expect(kinds(recall, sampleFacts({ cadence: 'silent' }), none, false)).toEqual(['recall', 'unused'])
    expect(kinds(recall, sampleFacts({ cadence: 'active' }), none, false)).toEqual(['unused'])
  })
})
