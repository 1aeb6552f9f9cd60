import { describe, expect, it } from 'vitest'
import { defaultTagGroups, isAllowedTag } from '../../../src/domain/tags/allowed-tags.ts'

describe('allowed tags', () => {
  it.each([
    ['嫌贵', true],
    ['嫌贵 ', false],
    ['顾虑', false],
    ['', false],
  ])('%o: %s', (name, isAllowed) => {
    expect(isAllowedTag(name, defaultTagGroups)).toBe(isAllowed)
  })

  it('names each tag once', () => {
    const names = defaultTagGroups.flatMap((group) => group.names)
    expect(new Set(names).size).toBe(names.length)
  })
})
