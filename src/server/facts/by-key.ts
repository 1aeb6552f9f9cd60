/** The same numbers in the order of their keys, whoever set them first: equal facts are stored as equal text. */
export function byKey(numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1)))
}
