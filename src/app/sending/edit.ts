/** The longest text of one touch (contract/touches.ts). */
export const textLimit = 1000

/** How many characters lie in the part that differs: what remains between the common beginning and the common end. */
export function changedLength(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  return Math.max(before.length, after.length) - start - end
}
