import { describe, expect, it } from 'vitest'
import { missingReasons } from '../../../src/domain/scripts/missing-reasons.ts'

const context = { stock: '库存数据超过 24 小时，不能提余量', testimonial: '见证没有顾客授权' }

describe('missingReasons', () => {
  it('says each reason once, in order', () => {
    expect(missingReasons(['真实余量', '券名', '有效期', '余量', '见证'], context)).toEqual([
      context.stock,
      '没有在用的券，也没有推荐的优惠',
      context.testimonial,
    ])
  })

  it('knows none for unknown variables and for what is there', () => {
    expect(missingReasons(['不认识', 'constructor'], context)).toEqual([])
    expect(missingReasons(['余量', '见证'], { stock: null, testimonial: null })).toEqual([])
  })
})
