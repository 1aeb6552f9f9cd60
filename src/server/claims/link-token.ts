import { createHash } from 'node:crypto'
import type { ServerContext } from '../context.ts'

const tokenBytes = 24

/** Under which a link's secret is looked up: SHA-256, hex. 192 random bits need neither salt nor stretching. */
export const linkTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * The secret of a customer's link (`/c/{token}`, `/q/{token}`). It stands in the answer to the tap that made it and in the
 * card that went out, nowhere else: the database has its hash, the remembered answer to a retried tap is sealed. A link
 * that is lost is not rebuilt; a new coupon or quiz gets a new one.
 */
export function newLinkToken({ randomBytes }: Pick<ServerContext, 'randomBytes'>): {
  token: string
  tokenHash: string
} {
  const token = Buffer.from(randomBytes(tokenBytes)).toString('base64url')
  return { token, tokenHash: linkTokenHash(token) }
}
