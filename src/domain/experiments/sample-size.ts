import { normalQuantile } from './distributions/normal.ts'

/**
 * Customers per variant to find a rate of `to` against `from` (both in 0..1 and different), rounded up:
 * n = (z_{1−alpha/2} + z_power)² (p1 q1 + p2 q2) / (p1 − p2)².
 */
export function sampleSizePerArm(
  from: number,
  to: number,
  { alpha = 0.05, power = 0.8 }: { alpha?: number; power?: number } = {},
): number {
  if (from === to) throw new RangeError('equal rates cannot be told apart')
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power)
  return Math.ceil((z * z * (from * (1 - from) + to * (1 - to))) / (from - to) ** 2)
}
