import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../../src/domain/tags/rules/condition.ts'
import { factValue, holds } from '../../../../src/domain/tags/rules/holds.ts'
import { sampleTagFacts, seen } from '../sample-tag-facts.ts'
import { anyCondition } from './any-condition.ts'

const facts = sampleTagFacts(
  { averageOrderFen: 50_000, orderCount: 3, isVip: true },
  { device: 'ios', categories: seen('精华', 5) },
  ['油皮', '敏感'],
)
const anyFacts = fc
  .record({
    averageOrderFen: fc.integer({ min: 0, max: 90 }),
    orderCount: fc.integer({ min: 0, max: 9 }),
    points: fc.option(fc.integer({ min: 0, max: 90 })),
    isVip: fc.boolean(),
    lifecycle: fc.constantFrom('aware' as const, 'considering' as const),
  })
  .chain((changes) =>
    fc
      .integer({ min: 0, max: 7 })
      .map((views) => sampleTagFacts(changes, { categories: seen('精华', views) }, ['油皮'])),
  )

describe('holds', () => {
  it.each<[Condition, boolean]>([
    [{ fact: 'averageOrderFen', is: 'atLeast', value: 50_000 }, true],
    [{ fact: 'averageOrderFen', is: 'atLeast', value: 50_001 }, false],
    [{ fact: 'averageOrderFen', is: 'above', value: 50_000 }, false],
    [{ fact: 'averageOrderFen', is: 'above', value: 49_999 }, true],
    [{ fact: 'orderCount', is: 'atMost', value: 3 }, true],
    [{ fact: 'orderCount', is: 'atMost', value: 2 }, false],
    [{ fact: 'orderCount', is: 'below', value: 3 }, false],
    [{ fact: 'orderCount', is: 'below', value: 4 }, true],
    [{ fact: 'orderCount', is: 'equals', value: 3 }, true],
    [{ fact: 'device', is: 'oneOf', value: ['ios', 'android'] }, true],
    [{ fact: 'device', is: 'equals', value: 'android' }, false],
    [{ fact: 'isVip', is: 'equals', value: true }, true],
    [{ fact: 'tags', is: 'includes', value: '敏感' }, true],
    [{ fact: 'tags', is: 'includesAny', value: ['干皮', '敏感'] }, true],
    [{ fact: 'tags', is: 'includes', value: '干皮' }, false],
    [{ fact: 'category.views30d', category: '精华', is: 'atLeast', value: 5 }, true],
    [{ fact: 'category.views30d', category: '口红', is: 'atMost', value: 0 }, true],
    [{ fact: 'category.daysSinceView', category: '口红', is: 'atMost', value: 99 }, false],
  ])('%j: %s', (condition, expected) => {
    expect(holds(condition, facts)).toBe(expected)
  })

  it('an unknown fact fulfils no comparison, so NOT of it holds', () => {
    const unknown: Condition = { fact: 'points', is: 'atLeast', value: 0 }
    expect(holds(unknown, facts)).toBe(false)
    expect(holds({ not: unknown }, facts)).toBe(true)
  })

  it('takes the category it is tried for, unless the comparison names one', () => {
    expect(holds({ fact: 'category.views30d', is: 'atLeast', value: 5 }, facts, '精华')).toBe(true)
    expect(holds({ fact: 'category.views30d', is: 'atLeast', value: 5 }, facts, '口红')).toBe(false)
    expect(factValue({ fact: 'category.views30d', category: '精华' }, facts, '口红')).toBe(5)
    expect(factValue({ fact: 'category.views30d' }, facts, null)).toBeNull()
  })

  it('NOT of NOT is the condition itself', () => {
    fc.assert(
      fc.property(anyCondition, anyFacts, (condition, some) => {
        expect(holds({ not: { not: condition } }, some)).toBe(holds(condition, some))
      }),
    )
  })

  it('one more AND term never widens, one more OR term never narrows', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1 }), anyCondition, anyFacts, (terms, term, some) => {
        if (holds({ all: [...terms, term] }, some)) expect(holds({ all: terms }, some)).toBe(true)
        if (holds({ any: terms }, some)) expect(holds({ any: [...terms, term] }, some)).toBe(true)
      }),
    )
  })

  it('De Morgan: not all is any not', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { minLength: 1 }), anyFacts, (terms, some) => {
        const negated = { any: terms.map((term) => ({ not: term })) }
        expect(holds({ not: { all: terms } }, some)).toBe(holds(negated, some))
      }),
    )
  })
})
