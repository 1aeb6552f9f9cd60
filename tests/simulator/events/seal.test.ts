import { encrypt as encryptElsewhere } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { seal } from '../../../src/simulator/events/seal.ts'
import { vectors } from '../../server/callbacks/vectors.ts'

const random = Buffer.from('aaaabbbbccccdddd')

describe('sealing', () => {
  it.each(['C', 'D', 'E'] as const)('makes vector %s to the byte', (name) => {
    const { secrets, timestamp, nonce, message, encrypt, signature } = vectors[name]
    expect(seal(secrets, message, { timestamp, nonce, random })).toEqual({
      encrypt,
      query: { msg_signature: signature, timestamp, nonce },
    })
  })

  it('agrees with another implementation at every length', () => {
    const { secrets, timestamp, nonce } = vectors.C
    for (let count = 0; count < 40; count += 1) {
      const message = `${'字'.repeat(count)}😀${'a'.repeat(count)}`
      const elsewhere = encryptElsewhere(secrets.aesKey, message, secrets.corpId, random)
      expect(seal(secrets, message, { timestamp, nonce, random }).encrypt).toBe(elsewhere)
    }
  })
})
