import { describe, expect, it } from 'vitest'
import { entryRate, joinPathProblems } from '../../../src/domain/welcome/join-path.ts'

const path = { steps: ['扫码', '加好友'], hasChannelTag: true, hasWelcome: true }

describe('joinPathProblems (WEL-01)', () => {
  it.each([
    [0, ['还没有入口']],
    [1, []],
    [2, []],
    [3, []],
    [4, ['入群要4步，最多3步']],
  ])('%i steps: %j', (count, problems) => {
    expect(joinPathProblems({ ...path, steps: Array.from({ length: count }, () => '一步') })).toEqual(
      problems,
    )
  })

  it('wants the tag and the welcome too', () => {
    expect(joinPathProblems({ ...path, hasChannelTag: false, hasWelcome: false })).toEqual([
      '渠道码没有自动打标',
      '没有欢迎语',
    ])
  })
})

describe('entryRate', () => {
  it.each([
    [1000, 649, 64.9, false],
    [1000, 650, 65, true],
    [1000, 651, 65.1, true],
    [10_000, 6_499, 64.9, false],
  ])('%i opened, %i joined: %d %%, reached %s', (opened, joined, percent, isReached) => {
    expect(entryRate(opened, joined)).toEqual({ percent, targetPercent: 65, isReached })
  })

  it('is unknown while nobody opened the code', () => {
    expect(entryRate(0, 0)).toBeNull()
  })
})
