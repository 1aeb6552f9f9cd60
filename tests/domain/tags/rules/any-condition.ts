import fc from 'fast-check'
import type { Condition } from '../../../../src/domain/tags/rules/condition.ts'

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('averageOrderFen', 'orderCount', 'daysSinceOrder', 'phoneDwellMs', 'points'),
    is: fc.constantFrom('atLeast', 'atMost', 'above', 'below', 'equals'),
    value: fc.integer({ min: 0, max: 90 }),
  }),
  fc.record({
    fact: fc.constant('lifecycle'),
    is: fc.constant('oneOf'),
    value: fc.subarray(['aware', 'considering', 'purchased'], { minLength: 1 }),
  }),
  fc.record({
    fact: fc.constant('tags'),
    is: fc.constant('includes'),
    value: fc.constantFrom('油皮', '干皮'),
  }),
  fc.record({ fact: fc.constant('isVip'), is: fc.constant('equals'), value: fc.boolean() }),
  fc.record({
    fact: fc.constant('category.views30d'),
    category: fc.constantFrom('精华', '面膜'),
    is: fc.constant('atLeast'),
    value: fc.integer({ min: 0, max: 6 }),
  }),
) as fc.Arbitrary<Condition>

/** Well-formed conditions of up to three levels. */
export const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    comparison,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition
