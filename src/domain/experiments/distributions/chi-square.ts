import { gammaTail } from './gamma-tail.ts'

/** P(X > value) of the chi-square distribution with this many degrees of freedom (≥ 1): Q(df / 2, value / 2). */
export function chiSquareTail(value: number, degreesOfFreedom: number): number {
  return gammaTail(degreesOfFreedom / 2, value / 2)
}
