import { decrypt, encrypt as encryptElsewhere } from '@wecom/crypto'
import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { isSigned, openSealed } from '../../../src/server/callbacks/seal.ts'
import { seal } from '../../../src/simulator/events/seal.ts'
import { own, vectors } from './vectors.ts'

const at = { timestamp: '1700000000', nonce: 'nonce123' }

/** A plaintext of our own making, bytes and padding as given. */
function sealBytes(plain: Buffer): string {
  const key = Buffer.from(`${own.aesKey}=`, 'base64')
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([aes.update(plain), aes.final()]).toString('base64')
}

function framed(message: string, { corpId = own.corpId, length = Buffer.byteLength(message) } = {}): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt32BE(length, 16)
  return Buffer.concat([head, Buffer.from(message), Buffer.from(corpId)])
}

function padded(plain: Buffer, count = 32 - (plain.length % 32), fill = count): Buffer {
  return Buffer.concat([plain, Buffer.alloc(count, fill)])
}

describe('the signature', () => {
  it.each(Object.entries(vectors))('of vector %s fits, and no other does', (_name, vector) => {
    expect(isSigned(vector.secrets, vector)).toBe(true)
    for (const part of ['timestamp', 'nonce', 'encrypt'] as const)
      expect(isSigned(vector.secrets, { ...vector, [part]: `${vector[part]}0` }), part).toBe(false)
    expect(isSigned({ ...vector.secrets, token: 'other' }, vector)).toBe(false)
  })

  it.each([
    '',
    '0',
    'g'.repeat(40),
    '0'.repeat(39),
    '0'.repeat(41),
    vectors.C.signature.toUpperCase(),
    'é'.repeat(40),
  ])('is refused when it is %j', (signature) => {
    expect(isSigned(own, { ...vectors.C, signature })).toBe(false)
  })
})

describe('the sealed message', () => {
  it.each(Object.entries(vectors))('of vector %s opens', (_name, { secrets, encrypt, message }) => {
    const opened = openSealed(secrets, encrypt)
    expect(opened).toBe(message ?? decrypt(secrets.aesKey, encrypt).message)
    expect(opened).not.toBe('')
  })

  it('of the official message says hello', () => {
    const { secrets, encrypt } = vectors.B
    const opened = openSealed(secrets, encrypt)
    expect(Buffer.byteLength(opened)).toBe(284)
    expect(opened).toContain('<Content><![CDATA[hello]]></Content>')
    expect(opened).toContain('<MsgId>4561255354251345929</MsgId>')
  })

  it('opens with every length of the padding, sealed here and elsewhere', () => {
    const lengths = new Set<number>()
    for (let count = 0; count < 32; count += 1) {
      const message = `${'a'.repeat(count)}你好😀`
      lengths.add(32 - (framed(message).length % 32))
      expect(openSealed(own, seal(own, message, at).encrypt)).toBe(message)
      expect(openSealed(own, encryptElsewhere(own.aesKey, message, own.corpId))).toBe(message)
    }
    expect([...lengths].sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1))
  })

  it('counts bytes, not characters', () => {
    const message = '优惠券🎁 ' + '中'.repeat(3000) + '\u{1F468}\u200d\u{1F469}'
    expect(openSealed(own, seal(own, message, at).encrypt)).toBe(message)
  })

  it('of another company is refused as foreign', () => {
    for (const corpId of ['ww0000000000000000', '', `${own.corpId}x`, own.corpId.slice(1)]) {
      const { encrypt } = seal({ ...own, corpId }, 'hello', at)
      expect(() => openSealed(own, encrypt), corpId).toThrowError(
        expect.objectContaining({ code: 'forbidden' }),
      )
    }
  })

  const broken: [string, string][] = [
    ['no base64', '*'.repeat(64)],
    ['base64 with a break in it', `${vectors.C.encrypt.slice(0, 40)}\n${vectors.C.encrypt.slice(41)}`],
    ['half a block', Buffer.alloc(24).toString('base64')],
    ['nothing', ''],
    ['too short', sealBytes(padded(Buffer.alloc(19)))],
    ['a length beyond the end', sealBytes(padded(framed('hi', { length: 5000 })))],
    ['the longest length', sealBytes(padded(framed('hi', { length: 0xffffffff })))],
    ['a padding of 0', sealBytes(padded(framed('hi'), 32 - (framed('hi').length % 32), 0))],
    ['a padding of 33', sealBytes(Buffer.concat([Buffer.alloc(31), Buffer.alloc(33, 33)]))],
    ['unequal padding', sealBytes(Buffer.concat([Buffer.alloc(30), Buffer.from([7, 2])]))],
    [
      'bytes that are no UTF-8',
      sealBytes(
        padded(
          Buffer.concat([
            framed('', { corpId: '', length: 2 }),
            Buffer.from([0xc3, 0x28]),
            Buffer.from(own.corpId),
          ]),
        ),
      ),
    ],
  ]
  it.each(broken)('with %s is malformed', (_name, encrypt) => {
    expect(() => openSealed(own, encrypt)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  })

  it('under another key is malformed', () => {
    const other = { ...own, aesKey: vectors.A.secrets.aesKey }
    expect(() => openSealed(other, vectors.D.encrypt)).toThrowError()
  })
})
