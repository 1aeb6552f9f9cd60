import { describe, expect, it } from 'vitest'
import { joined, type OpenTouch } from '../../../src/server/touches/bubble.ts'

const part = (changes: Partial<OpenTouch> = {}): OpenTouch => ({
  startedAt: 1,
  contentType: 'know-how',
  isReply: false,
  couponId: null,
  ruleId: null,
  overrideKind: null,
  overrideNote: null,
  ...changes,
})

describe('a bubble that joins a touch', () => {
  it.each([
    ['a talk and another talk', part(), part({ contentType: 'question' }), 'know-how', false],
    ['a talk and a coupon', part(), part({ contentType: 'offer', couponId: 'k' }), 'offer', false],
    ['a service and a talk', part({ contentType: 'service' }), part(), 'know-how', false],
    ['a talk and a service', part(), part({ contentType: 'service' }), 'know-how', false],
    ['a reply and a talk', part({ isReply: true }), part({ contentType: 'recall' }), 'recall', false],
    ['a talk and a reply', part(), part({ isReply: true, contentType: 'question' }), 'know-how', false],
    ['two replies', part({ isReply: true }), part({ isReply: true }), 'know-how', true],
    ['a service and a reply', part({ contentType: 'service' }), part({ isReply: true }), 'service', false],
  ])('%s', (_case, touch, bubble, contentType, isReply) => {
    expect(joined(touch, bubble)).toMatchObject({ contentType, isReply, startedAt: 1 })
  })

  it('keeps the first coupon, rule and reason and adds what was not there', () => {
    const details = { couponId: 'k1', ruleId: 'NBA-05', overrideKind: 'agreed', overrideNote: null }
    const later = { couponId: 'k2', ruleId: 'NBA-06', overrideKind: 'other', overrideNote: '说明' }
    expect(joined(part(details), part(later))).toMatchObject(details)
    expect(joined(part(), part(later))).toMatchObject(later)
  })
})
