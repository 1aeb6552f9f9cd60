import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionLimits } from '../../../../src/domain/tags/rules/condition.ts'
import { holds } from '../../../../src/domain/tags/rules/holds.ts'
import { readCondition } from '../../../../src/domain/tags/rules/read-condition.ts'
import { sampleTagFacts } from '../sample-tag-facts.ts'
import { anyCondition } from './any-condition.ts'

const one = { fact: 'orderCount', is: 'atLeast', value: 1 }
const read = (json: unknown) => readCondition(json, { isPerCategory: false })
const nested = (levels: number): unknown => (levels === 1 ? one : { not: nested(levels - 1) })
const facts = sampleTagFacts()

describe('readCondition', () => {
  it.each([
    [null, '', 'must be a comparison or one of all, any, not'],
    [[one], '', 'must be a comparison'],
    [{ all: [] }, 'all', 'one or more'],
    [{ any: one }, 'any', 'must be a list'],
    [{ all: [one], any: [one] }, '', 'nothing beside'],
    [{ any: [one, { all: [one, { fact: 'shoeSize' }] }] }, 'any.1.all.1.fact', 'unknown fact "shoeSize"'],
    [{ not: { fact: 'toString', is: 'equals', value: 1 } }, 'not.fact', 'unknown fact'],
    [{ ['__proto__x']: 1 }, '__proto__x', 'not a part of a comparison'],
  ])('refuses %j at %o', (json, path, message) => {
    const { condition, problems } = read(json)
    expect(condition).toBeNull()
    expect(problems[0]?.path.join('.')).toBe(path)
    expect(problems[0]?.message).toContain(message)
  })

  it('names every problem, each with its path', () => {
    const { problems } = read({ all: [{ ...one, fact: 'a' }, one, { ...one, is: 'b' }] })
    expect(problems.map(({ path }) => path.join('.'))).toEqual(['all.0.fact', 'all.2.is'])
  })

  it('bounds the depth', () => {
    expect(read(nested(conditionLimits.depth)).problems).toEqual([])
    expect(read(nested(conditionLimits.depth + 1)).problems[0]?.message).toContain('deeper than 6')
    expect(read(nested(5_000)).problems).toHaveLength(1)
  })

  it('bounds the number of comparisons', () => {
    const many = (count: number) => ({ any: Array.from({ length: count }, () => one) })
    expect(read(many(conditionLimits.comparisons)).problems).toEqual([])
    expect(read(many(conditionLimits.comparisons + 1)).problems).toHaveLength(1)
    expect(read(many(100_000)).problems).toHaveLength(1)
  })

  it('reads back every well-formed condition as it is', () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        const { condition: known, problems } = read(condition)
        const isTooLarge = problems.some(({ message }) => message.includes('too many'))
        if (!isTooLarge) expect(known).toEqual(condition)
      }),
    )
  })

  it('never throws on any JSON, and what it reads can be evaluated', () => {
    const leaf = fc.record(
      {
        fact: fc.oneof(fc.constantFrom('orderCount', 'tags', 'device', 'category.views30d'), fc.string()),
        is: fc.oneof(fc.constantFrom('atLeast', 'oneOf', 'includes', 'equals'), fc.string()),
        value: fc.jsonValue({ maxDepth: 1 }),
        category: fc.oneof(fc.constant('精华'), fc.jsonValue({ maxDepth: 0 })),
      },
      { requiredKeys: ['fact', 'is', 'value'] },
    )
    const wild = fc.letrec((tie) => ({
      rule: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.jsonValue(),
        fc.record({ all: fc.array(tie('rule')) }),
        fc.record({ any: fc.array(tie('rule')) }),
        fc.record({ not: tie('rule') }),
      ),
    })).rule
    fc.assert(
      fc.property(wild, fc.boolean(), (json, isPerCategory) => {
        const { condition, problems } = readCondition(json, { isPerCategory })
        expect(condition === null).toBe(problems.length > 0)
        if (condition) expect(typeof holds(condition, facts, '精华')).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})
