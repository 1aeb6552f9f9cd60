import { describe, expect, it } from 'vitest'
import { identityKeysOf, normalisePhone, rankOf } from '../../../src/server/identity/identity-key.ts'

describe('normalisePhone', () => {
  it.each([
    ['13812345678', '13812345678'],
    ['+8613812345678', '13812345678'],
    ['86 138-1234-5678', '13812345678'],
    ['0086 138 1234 5678', '13812345678'],
    ['0571-88 888 888', '057188888888'],
    ['+852 9123 4567', '85291234567'],
    ['8612812345678', '8612812345678'],
  ])('%s is %s', (phone, normal) => {
    expect(normalisePhone(phone)).toBe(normal)
  })
})

describe('identityKeysOf', () => {
  it('lists what a row names, strongest first', () => {
    const keys = identityKeysOf({ phone: '+86 13812345678', shopCustomerId: 'S', unionId: 'U' })
    expect(keys).toEqual([
      { kind: 'unionId', value: 'U' },
      { kind: 'shopCustomerId', value: 'S' },
      { kind: 'phone', value: '13812345678' },
    ])
    expect(rankOf('externalUserId')).toBeLessThan(rankOf('unionId'))
  })
})
