import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objectionsInPlay, rankByFit, stageDistance } from '../../../../src/domain/scripts/fit/script-fit.ts'
import { sampleFacts } from '../../customers/sample-facts.ts'
import { sampleScript as script } from '../sample-script.ts'

const none = { usedScriptIds: new Set<string>() }
const ranked = (scripts: ReturnType<typeof script>[], history: Parameters<typeof rankByFit>[2] = none) =>
  rankByFit(scripts, sampleFacts({ lifecycle: 'considering' }), history).map(({ scriptId }) => scriptId)

describe('rankByFit', () => {
  it("goes by other stages, another's side of a test, use, stage, objection, cadence, sales, id", () => {
    const scripts = [
      script('a', { stages: ['aware'] }),
      script('b'),
      script('c'),
      script('d', { objection: 'delivery' }),
      script('e', { contentType: 'recall' }),
      script('f'),
      script('g'),
      script('h', { stages: ['considering'], objection: 'delivery' }),
    ]
    const history = {
      usedScriptIds: new Set(['c']),
      setApart: new Set(['b']),
      usage: new Map([['g', { timesSent: 30, customers: 20, buyers: 1 }]]),
    }
    expect(ranked(scripts, history)).toEqual(['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a'])
  })

  it('ignores the order of the scripts and keeps each', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 12 })
    fc.assert(
      fc.property(ids, fc.func(fc.boolean()), (names, isUsed) => {
        const scripts = names.map((name) => script(name))
        const history = { usedScriptIds: new Set(names.filter((name) => isUsed(name))) }
        expect(ranked([...scripts].reverse(), history)).toEqual(ranked(scripts, history))
        expect([...ranked(scripts, history)].sort()).toEqual([...names].sort())
      }),
    )
  })
})

describe('stageDistance and objectionsInPlay', () => {
  const facts = sampleFacts({ lifecycle: 'considering' })
  it('knows own, all and other stages', () => {
    expect(stageDistance({ stages: ['considering', 'aware'] }, facts)).toBe(0)
    expect(stageDistance({ stages: [] }, facts)).toBe(1)
    expect(stageDistance({ stages: ['aware'] }, facts)).toBe(2)
  })

  it('puts the price first for one who asks for it', () => {
    expect(objectionsInPlay(facts)).toEqual(['none', 'price'])
    expect(objectionsInPlay(sampleFacts({ isPriceEnquiry: true }))).toEqual(['price', 'none'])
  })
})
