import { describe, expect, it } from 'vitest'
import { greetingOf } from '../../../src/server/claims/greeting.ts'

describe('the greeting of an identified owner', () => {
  it.each([
    ['李悦', 2, '李女士'],
    ['王建国', 1, '王先生'],
    ['欧阳娜', 2, '欧阳女士'],
    ['李悦', 0, '李悦'],
    ['悦悦姐', 2, '悦悦姐'],
    ['小李', 2, '小李'],
    ['Alice', 2, 'Alice'],
    ['🌸🌸', 2, null],
    ['', 2, null],
  ])('%s (%d): %s', (name, gender, greeting) => {
    expect(greetingOf({ name, gender })).toBe(greeting)
  })
})
