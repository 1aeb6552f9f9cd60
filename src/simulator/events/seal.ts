import { createCipheriv, createHash, randomBytes } from 'node:crypto'

/** What an administrator would have set under 接收消息 of the app. */
export interface CallbackSecrets {
  token: string
  aesKey: string
  corpId: string
}

export interface Sealed {
  encrypt: string
  /** The query of the request: msg_signature, timestamp, nonce. */
  query: Record<'msg_signature' | 'timestamp' | 'nonce', string>
}

const block = 32

/** Encrypts and signs as the platform does (path 90930 of developer.work.weixin.qq.com). */
export function seal(
  { token, aesKey, corpId }: CallbackSecrets,
  message: string,
  { timestamp, nonce, random = randomBytes(16) }: { timestamp: string; nonce: string; random?: Uint8Array },
): Sealed {
  const body = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random, length, body, Buffer.from(corpId)])
  const padding = block - (plain.length % block)
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const encrypt = Buffer.concat([
    aes.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    aes.final(),
  ]).toString('base64')
  const signed = [token, timestamp, nonce, encrypt].sort().join('')
  const signature = createHash('sha1').update(signed).digest('hex')
  return { encrypt, query: { msg_signature: signature, timestamp, nonce } }
}
