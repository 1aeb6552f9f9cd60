import { createHash } from 'node:crypto'

export interface SignatureInput {
  ticket: string
  nonceStr: string
  /** Seconds since the epoch. */
  timestamp: number
  /** The page's complete address without its fragment. */
  url: string
}

/** JS-SDK signature: SHA-1 over the four values in fixed order, nothing encoded (path 90312 of developer.work.weixin.qq.com). */
export function signPage({ ticket, nonceStr, timestamp, url }: SignatureInput): string {
  const plain = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url.split('#')[0]}`
  return createHash('sha1').update(plain).digest('hex')
}
