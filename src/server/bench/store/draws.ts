import type { Draw } from '../../../domain/learning/random/generator.ts'

/** A whole number from `least` to `most`, both inclusive. */
export function wholeBetween(draw: Draw, least: number, most: number): number {
  return least + Math.floor(draw() * (most - least + 1))
}

export function pickOne<T>(draw: Draw, from: readonly T[]): T {
  const picked = from[Math.floor(draw() * from.length)]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}

/** How many: 0 or more with this mean, many small numbers and few large ones. */
export function geometric(draw: Draw, mean: number): number {
  return mean <= 0 ? 0 : Math.floor(Math.log(1 - draw()) / Math.log(mean / (1 + mean)))
}
