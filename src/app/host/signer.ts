import type { Signature } from '../../contract/session.ts'
import type { SignatureParts } from './sdk.ts'

export type FetchSignature = (
  kind: Signature['kind'],
  url: string,
  isRefused?: boolean,
) => Promise<SignatureParts>

/** The signature could not be fetched; the message is the server's. */
export class SignatureError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause))
    this.name = 'SignatureError'
  }
}

function isForPage(signature: Signature, url: string): boolean {
  const signed = new URL(signature.url, url)
  const page = new URL(url)
  return signed.pathname + signed.search === page.pathname + page.search
}

/** Offers the signature that came with the page once: a second ask means that it was refused, so a fresh one is fetched. */
export function createSigner(
  inlined: Signature | null,
  fetchSignature: FetchSignature,
): (url: string) => Promise<SignatureParts> {
  let unused = inlined
  let offeredFor: string | null = null
  return async function sign(url) {
    const signature = unused
    unused = null
    const isRefused = offeredFor === url
    offeredFor = url
    if (signature && isForPage(signature, url)) return signature
    try {
      return await fetchSignature('agent', url, isRefused)
    } catch (error) {
      throw new SignatureError(error)
    }
  }
}
