import { describe, expect, it } from 'vitest'
import { readComparison } from '../../../../src/domain/tags/rules/read-comparison.ts'

const views = { fact: 'category.views30d', is: 'atLeast', value: 5 }

describe('readComparison', () => {
  it.each([
    [{ fact: 'orderCount', is: 'atLeast', value: '4' }, 'value', 'must be a number'],
    [{ fact: 'orderCount', is: 'atLeast', value: Infinity }, 'value', 'must be a number'],
    [{ fact: 'orderCount', is: 'includes', value: 4 }, 'is', 'must be one of atLeast'],
    [{ fact: 'isVip', is: 'equals', value: 'true' }, 'value', 'true or false'],
    [{ fact: 'tags', is: 'includes', value: '' }, 'value', 'a text'],
    [{ fact: 'tags', is: 'includesAny', value: [] }, 'value', '1 to 50 texts'],
    [{ fact: 'tags', is: 'includesAny', value: ['a', 1] }, 'value', '1 to 50 texts'],
    [{ fact: 'tags', is: 'includes', value: 'x'.repeat(61) }, 'value', '1 to 60'],
    [{ fact: 'rfmSegment', is: 'equals', value: 'gold' }, 'value', '"gold" is not one of important-value'],
    [{ fact: 'device', is: 'oneOf', value: ['ios', 'amiga'] }, 'value', '"amiga"'],
    [{ fact: 5, is: 'equals', value: 5 }, 'fact', 'unknown fact 5'],
    [{ is: 'equals', value: 5 }, 'fact', 'unknown fact undefined'],
    [views, 'category', 'is missing'],
    [{ ...views, category: 5 }, 'category', 'the name of a category'],
    [{ fact: 'orderCount', is: 'equals', value: 1, category: '精华' }, 'category', 'beside a category fact'],
    [{ ...views, note: '' }, 'note', 'not a part'],
  ])('refuses %j at %s', (json, key, message) => {
    const { comparison, problems } = readComparison(json, ['when'], false)
    expect(comparison).toBeNull()
    expect(problems).toMatchObject([{ path: ['when', key] }])
    expect(problems[0]?.message).toContain(message)
  })

  it('takes a text of 60, a list of 50, a category named or tried', () => {
    const fifty = Array.from({ length: 50 }, (_, place) => `标签${place}`)
    const good = [
      [{ fact: 'tags', is: 'includes', value: 'x'.repeat(60) }, false],
      [{ fact: 'tags', is: 'includesAny', value: fifty }, false],
      [{ ...views, category: '精华' }, false],
      [views, true],
    ] as const
    for (const [json, isPerCategory] of good)
      expect(readComparison(json, [], isPerCategory)).toEqual({ comparison: json, problems: [] })
    const tooMany = { fact: 'tags', is: 'includesAny', value: [...fifty, 'x'] }
    expect(readComparison(tooMany, [], false).problems).toHaveLength(1)
  })
})
