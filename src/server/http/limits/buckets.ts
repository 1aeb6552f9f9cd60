/** So many at once, and so many more each minute. */
export interface Allowance {
  burst: number
  perMinute: number
}

export interface Buckets {
  /** Takes one from the owner's bucket: 0 when there was one, otherwise the milliseconds until there is one again. */
  take: (owner: string) => number
}

interface Bucket {
  left: number
  at: number
}

const mostOwners = 20_000

/**
 * A token bucket for each owner, in the memory of this process. At most `most` owners are remembered: beyond that the one
 * that was quiet for longest is forgotten, so that a flood of made-up owners costs no more memory than a busy day.
 */
export function createBuckets(
  now: () => number,
  { burst, perMinute }: Allowance,
  most = mostOwners,
): Buckets {
  const perMs = perMinute / 60_000
  const buckets = new Map<string, Bucket>()

  return {
    take(owner) {
      const at = now()
      const before = buckets.get(owner) ?? { left: burst, at }
      const refilled = Math.min(burst, before.left + Math.max(0, at - before.at) * perMs)
      const isGranted = refilled >= 1
      // Deleted first: a map keeps its order of insertion, which thereby is the order of use.
      buckets.delete(owner)
      buckets.set(owner, { left: isGranted ? refilled - 1 : refilled, at })
      if (buckets.size > most) {
        const [quietest] = buckets.keys()
        if (quietest !== undefined) buckets.delete(quietest)
      }
      return isGranted ? 0 : Math.ceil((1 - refilled) / perMs)
    },
  }
}
