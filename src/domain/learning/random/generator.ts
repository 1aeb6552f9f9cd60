/** Answers the next number of a sequence, in [0, 1). */
export type Draw = () => number

/**
 * Mulberry32: a sequence of uniform numbers that a 32-bit seed determines entirely. Quick, period 2^32, not
 * cryptographic. Seeds come from `fnv1a` (behaviour/hold-out.ts). Source: T. Ettinger.
 */
export function mulberry32(seed: number): Draw {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
