import { describe, expect, it } from 'vitest'
import { hourMs } from '../../../src/domain/calendar.ts'
import { contentLinkProblems } from '../../../src/domain/content/product-link.ts'

const asOf = Date.UTC(2026, 2, 18)
const products = {
  in: { name: '精华', stock: 1, updatedAt: asOf - 24 * hourMs },
  out: { name: '面霜', stock: 0, updatedAt: asOf },
  old: { name: '面膜', stock: 9, updatedAt: asOf - 24 * hourMs - 1 },
  silent: { name: '防晒', stock: null, updatedAt: asOf },
}
const problems = (kind: 'post' | 'poll', ...skus: string[]) =>
  contentLinkProblems({ kind, skus, need: '换季护理' }, products, asOf)

describe('contentLinkProblems (CON-05)', () => {
  it.each([
    ['post', ['in'], 0],
    ['post', ['in', 'out'], 0],
    ['post', ['out'], 1],
    ['post', ['out', 'old'], 2],
    ['post', [], 1],
    ['poll', ['in'], 0],
    ['poll', ['in', 'out'], 1],
    ['poll', ['in', 'old'], 1],
    ['poll', ['silent'], 1],
    ['poll', ['toString'], 1],
  ] as const)('a %s on %j has %i problems', (kind, skus, count) => {
    expect(problems(kind, ...skus)).toHaveLength(count)
  })

  it('names the product and the need', () => {
    expect(problems('poll', 'out')[0]).toBe('面霜：这个商品没有库存了')
    expect(problems('poll', 'none')[0]).toBe('none：不在商品表里')
    expect(contentLinkProblems({ kind: 'post', skus: ['in'], need: ' ' }, products, asOf)).toEqual([
      '没写这条内容回应什么需要',
    ])
  })
})
