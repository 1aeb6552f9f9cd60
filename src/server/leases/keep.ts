import type { Lease } from './leases.ts'

/** A lease is renewed this many times before it would end. */
const renewals = 3

/**
 * Runs `work` and renews the lease meanwhile. `isHeld` turns false once another process has taken over, or the database
 * could not be asked for as long as the lease lasts; work of several steps looks at it between them.
 */
export async function keepWhile<T>(lease: Lease, work: (isHeld: () => boolean) => Promise<T>): Promise<T> {
  let goodUntil = performance.now() + lease.ms
  const timer = setInterval(() => {
    const askedAt = performance.now()
    lease.renew().then(
      (isHeld) => {
        goodUntil = isHeld ? askedAt + lease.ms : 0
      },
      // The next renewal may succeed; until then the lease runs out by itself.
      () => undefined,
    )
  }, lease.ms / renewals)
  try {
    return await work(() => performance.now() < goodUntil)
  } finally {
    clearInterval(timer)
  }
}
