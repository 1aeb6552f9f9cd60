import { describe, expect, it } from 'vitest'
import { groupSizeAdvice } from '../../../src/domain/groups/group-size.ts'

describe('groupSizeAdvice (GRP-01)', () => {
  it.each([
    [-1, 'empty', 1],
    [0, 'empty', 1],
    [1, 'small', 1],
    [99, 'small', 1],
    [100, 'ideal', 1],
    [200, 'ideal', 1],
    [201, 'split', 2],
    [400, 'split', 2],
    [401, 'split', 3],
    [499, 'split', 3],
    [500, 'full', 3],
    [501, 'full', 3],
  ] as const)('%i people: %s, %i groups', (people, size, groups) => {
    expect(groupSizeAdvice(people)).toMatchObject({ size, groups, ruleId: 'GRP-01' })
  })

  it('says the numbers', () => {
    expect(groupSizeAdvice(260).text).toBe('群里有260人，超过200人，建议拆成2个群')
    expect(groupSizeAdvice(500).text).toContain('平台上限500人')
  })
})
