import { describe, expect, it } from 'vitest'
import { orderedByEffort, participationAdvice } from '../../../src/domain/content/participation.ts'

describe('participationAdvice (CON-03)', () => {
  it.each([
    [0, false, false, '没有参与的方式'],
    [1, true, true, '一键参与'],
    [2, true, false, '参与要2步，能一键更好'],
    [3, true, false, '参与要3步，能一键更好'],
    [4, false, false, '参与要4步，最多3步'],
  ])('%i steps: allowed %s, one tap %s', (steps, isAllowed, isOneTap, text) => {
    expect(participationAdvice(steps)).toEqual({ isAllowed, isOneTap, ruleId: 'CON-03', text })
  })
})

describe('orderedByEffort', () => {
  it('puts one tap first and drops what takes too long', () => {
    const ways = [
      { name: '填表', steps: 4 },
      { name: '投票', steps: 2 },
      { name: '点赞', steps: 1 },
      { name: '接龙', steps: 2 },
    ]
    expect(orderedByEffort(ways).map(({ name }) => name)).toEqual(['点赞', '投票', '接龙'])
    expect(ways[0]?.name).toBe('填表')
  })
})
