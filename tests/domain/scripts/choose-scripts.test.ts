import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aidaStrip } from '../../../src/domain/scripts/choose-scripts.ts'
import { aidaSteps, objections, type Script } from '../../../src/domain/scripts/script.ts'
import { lifecycleStages } from '../../../src/domain/customers/stages.ts'
import { sampleFacts, sampleInterest } from '../customers/sample-facts.ts'
import { sampleScript as script } from './sample-script.ts'

const unused = { usedScriptIds: new Set<string>() }

function desire(scripts: Script[], facts = sampleFacts(), used: string[] = []): string[] {
  const step = aidaStrip(scripts, facts, { usedScriptIds: new Set(used) }).find(
    ({ step }) => step === 'desire',
  )
  return step?.variants.map(({ script }) => script.scriptId) ?? []
}

describe('aidaStrip', () => {
  it('has the four steps in order, empty where no script is', () => {
    expect(aidaStrip([], sampleFacts(), unused).map(({ step, variants }) => [step, variants])).toEqual(
      aidaSteps.map((step) => [step, []]),
    )
  })

  it('prefers the stage, then scripts for all stages', () => {
    expect(desire([script('a'), script('b', { stages: ['considering'] })])).toEqual(['b', 'a'])
  })

  it('uses other stages only to reach two variants', () => {
    const other = script('a', { stages: ['aware'] })
    expect(desire([other, script('b')])).toEqual(['b', 'a'])
    expect(desire([other, script('b'), script('c')])).toEqual(['b', 'c'])
  })

  it('puts used scripts last and marks them', () => {
    const scripts = [script('a'), script('b')]
    expect(desire(scripts, sampleFacts(), ['a'])).toEqual(['b', 'a'])
    const [, , step] = aidaStrip(scripts, sampleFacts(), { usedScriptIds: new Set(['a']) })
    expect(step?.variants.map(({ isUsed }) => isUsed)).toEqual([false, true])
  })

  it('answers the price to one who asks for it or hesitates, else nothing in particular', () => {
    const scripts = [script('a', { objection: 'safety' }), script('b', { objection: 'price' }), script('c')]
    expect(desire(scripts)).toEqual(['c', 'b', 'a'])
    expect(desire(scripts, sampleFacts({ isPriceEnquiry: true }))).toEqual(['b', 'c', 'a'])
    expect(desire(scripts, sampleFacts({ interests: [sampleInterest({ views7d: 3 })] }))[0]).toBe('b')
    expect(desire(scripts, sampleFacts({ interests: [sampleInterest({ views7d: 2 })] }))[0]).toBe('c')
  })

  it('recalls only the silent', () => {
    const scripts = [script('a', { contentType: 'recall' }), script('b')]
    expect(desire(scripts)).toEqual(['b', 'a'])
    expect(desire(scripts, sampleFacts({ cadence: 'silent' }))).toEqual(['a', 'b'])
  })

  it('offers no group scripts in a single chat and at most five variants', () => {
    const group = script('g', { scene: 'group' })
    expect(desire([group])).toEqual([])
    expect(aidaStrip([group], sampleFacts(), unused, 'group')[2]?.variants).toHaveLength(1)
    expect(desire(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => script(id)))).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it("shows another customer's side of an A/B test only to reach two", () => {
    const setApart = new Set(['a'])
    const shown = (...ids: string[]) =>
      aidaStrip(
        ids.map((id) => script(id)),
        sampleFacts(),
        { ...unused, setApart },
      )[2]?.variants.map(({ script }) => script.scriptId)
    expect(shown('a', 'b')).toEqual(['b', 'a'])
    expect(shown('a', 'b', 'c')).toEqual(['b', 'c'])
  })

  it('ignores the order of the library and leaves it unchanged', () => {
    const any = fc.record({
      step: fc.constantFrom(...aidaSteps),
      stages: fc.subarray([...lifecycleStages]),
      objection: fc.constantFrom(...objections),
    })
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 20 }),
        fc.constantFrom(...lifecycleStages),
        (rows, lifecycle) => {
          const scripts = rows.map((row, index) => script(`s${index}`, row))
          const before = structuredClone(scripts)
          const strip = aidaStrip(scripts, sampleFacts({ lifecycle }), { usedScriptIds: new Set(['s0']) })
          expect(
            aidaStrip([...scripts].reverse(), sampleFacts({ lifecycle }), { usedScriptIds: new Set(['s0']) }),
          ).toEqual(strip)
          expect(scripts).toEqual(before)
          for (const { step, variants } of strip) {
            const available = scripts.filter((candidate) => candidate.step === step).length
            expect(variants.length).toBeGreaterThanOrEqual(Math.min(2, available))
            expect(variants.length).toBeLessThanOrEqual(5)
          }
        },
      ),
    )
  })
})
