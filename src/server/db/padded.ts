const sizes = [1, 4, 16, 64, 128, 256, 512]
const largest = 512

/**
 * The values with the last one repeated up to one of a few lengths, so that `in` lists of any length make few statements that stay
 * prepared. What such a list finds is the same.
 */
export function padded<T>(values: readonly T[]): T[] {
  const last = values[values.length - 1]
  if (last === undefined) return []
  const size =
    sizes.find((candidate) => candidate >= values.length) ?? Math.ceil(values.length / largest) * largest
  return [...values, ...Array.from({ length: size - values.length }, () => last)]
}
