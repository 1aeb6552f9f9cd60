import { describe, expect, it } from 'vitest'
import { isCategoryFact, kindOf } from '../../../../src/domain/tags/rules/fact-kinds.ts'

describe('fact kinds', () => {
  it.each([
    ['averageOrderFen', 'number', false],
    ['category.views30d', 'number', true],
    ['tags', 'list', false],
    ['isVip', 'flag', false],
    ['rfmSegment', 'text', false],
  ])('%s is a %s', (name, type, isPerCategory) => {
    expect(kindOf(name)?.type).toBe(type)
    expect(isCategoryFact(name)).toBe(isPerCategory)
  })

  it.each(['constructor', '__proto__', 'age', '', 'category'])('knows no %o', (name) => {
    expect(kindOf(name)).toBeNull()
  })

  it('marks every fact that the device tells (TAG-07)', () => {
    expect(['device', 'phoneDwellMs', 'phoneDwellProduct'].map((name) => kindOf(name)?.isDevice)).toEqual([
      true,
      true,
      true,
    ])
  })
})
