import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAnswerSeal } from '../../../src/server/http/answer-seal.ts'

const sealUnder = (sessionSecret: string) => createAnswerSeal({ config: { sessionSecret }, randomBytes })

describe('a sealed answer', () => {
  const { seal, open } = sealUnder('one-secret-of-thirty-two-letters!!')

  it('is opened whole, and never looks the same twice', () => {
    for (const text of ['', '{}', JSON.stringify({ 姓名: '欧阳静姝', link: '/c/x' })])
      expect(open(seal(text))).toBe(text)
    expect(seal('same')).not.toBe(seal('same'))
  })

  it('stays shut under another secret', () => {
    expect(sealUnder('two-secrets-of-thirty-two-letters!').open(seal('x'))).toBeNull()
  })

  it('stays shut once a bit of it changed or it was cut', () => {
    const sealed = seal('a coupon')
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    for (let place = 0; place < bytes.length; place += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(open(`v1.${changed.toString('base64url')}`), `byte ${place}`).toBeNull()
    }
    for (const length of [0, 12, 27, bytes.length - 1])
      expect(open(`v1.${bytes.subarray(0, length).toString('base64url')}`)).toBeNull()
  })
})
