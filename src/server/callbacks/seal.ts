import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../http/app-error.ts'

/** What was set under 接收消息 → API接收 of the app. */
export interface CallbackSecrets {
  token: string
  /** EncodingAESKey: 43 letters and digits, base64 of 32 bytes without its padding. */
  aesKey: string
  corpId: string
}

export interface Signed {
  signature: string
  timestamp: string
  nonce: string
  encrypt: string
}

const randomBytes = 16
const lengthBytes = 4
const aesBlockBytes = 16
const longestPaddingBytes = 32

function malformed(problem: string): AppError {
  return new AppError('invalid_input', { message: `Encrypt: ${problem}` })
}

/** `msg_signature` over the four sorted parts, compared in constant time. */
export function isSigned(
  { token }: CallbackSecrets,
  { signature, timestamp, nonce, encrypt }: Signed,
): boolean {
  const wanted = createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest()
  const given = Buffer.from(/^[0-9a-f]{40}$/.test(signature) ? signature : '', 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

/** PKCS#7 over blocks of 32 bytes: 1 to 32 equal bytes, each saying how many. */
function withoutPadding(padded: Buffer): Buffer {
  const count = padded.at(-1) ?? 0
  const padding = padded.subarray(-count)
  if (count < 1 || count > longestPaddingBytes || padding.some((byte) => byte !== count)) {
    throw malformed('has a wrong padding; is WECOM_CALLBACK_AES_KEY the EncodingAESKey of this app?')
  }
  return padded.subarray(0, padded.length - count)
}

function decipher(aesKey: string, encrypt: string): Buffer {
  const sealed = Buffer.from(encrypt, 'base64')
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(encrypt) && encrypt.length % 4 === 0
  if (!isBase64 || sealed.length === 0 || sealed.length % aesBlockBytes > 0) {
    throw malformed('is not base64 of whole AES blocks')
  }
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const aes = createDecipheriv('aes-256-cbc', key, key.subarray(0, aesBlockBytes)).setAutoPadding(false)
  return withoutPadding(Buffer.concat([aes.update(sealed), aes.final()]))
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('invalid_input', { message: 'Encrypt: is not UTF-8 inside', cause })
  }
}

/** The plain message: 16 random bytes, its length in bytes (big-endian), itself, and the corp id, which has to be ours. */
export function openSealed({ aesKey, corpId }: CallbackSecrets, encrypt: string): string {
  const plain = decipher(aesKey, encrypt)
  const start = randomBytes + lengthBytes
  if (plain.length < start) throw malformed('is too short')
  const end = start + plain.readUInt32BE(randomBytes)
  if (end > plain.length) throw malformed('says a length beyond its end')
  if (!plain.subarray(end).equals(Buffer.from(corpId))) {
    throw new AppError('forbidden', { message: 'The callback belongs to another company' })
  }
  return textOf(plain.subarray(start, end))
}
