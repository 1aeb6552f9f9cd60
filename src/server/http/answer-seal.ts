import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { ServerContext } from '../context.ts'

const algorithm = 'aes-256-gcm'
const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16]
const version = 'v1.'

export interface AnswerSeal {
  seal: (text: string) => string
  /** Null for what was sealed under another secret, or changed since. */
  open: (sealed: string) => string | null
}

type SealContext = { config: { sessionSecret: string } } & Pick<ServerContext, 'randomBytes'>

/**
 * Remembered answers hold links that open coupons, and names. They are kept encrypted (AES-256-GCM) under a key derived
 * from SESSION_SECRET: a copy of the database opens none of them.
 */
export function createAnswerSeal({ config, randomBytes }: SealContext): AnswerSeal {
  const key = Buffer.from(hkdfSync('sha256', config.sessionSecret, '', 'zhike remembered answers', keyBytes))
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv(algorithm, key, nonce)
      const sealed = [cipher.update(text, 'utf8'), cipher.final()]
      return version + Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(sealed) {
      // What an earlier release wrote in the clear is gone within a day.
      if (!sealed.startsWith(version)) return sealed
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url')
      if (bytes.length < nonceBytes + tagBytes) return null
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(-tagBytes))
      try {
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
