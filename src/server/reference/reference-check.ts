/** One published or recomputed number against ours. `tolerance` is a share of `expected` when `isRelative`. */
export interface ReferenceCheck {
  what: string
  expected: number
  actual: number
  tolerance: number
  isRelative: boolean
}

/** True when the two differ by no more than the tolerance; a number that is not finite never passes. */
export function isWithin({ expected, actual, tolerance, isRelative }: ReferenceCheck): boolean {
  return Math.abs(actual - expected) <= tolerance * (isRelative ? Math.abs(expected) : 1)
}

export const checkHeader = tableLine('what', 'expected', 'actual', 'tolerance', 'ok')

export function checkLine(check: ReferenceCheck): string {
  const tolerance = check.isRelative ? `${check.tolerance} rel` : String(check.tolerance)
  return tableLine(
    check.what,
    String(check.expected),
    String(Number(check.actual.toPrecision(12))),
    tolerance,
    isWithin(check) ? 'yes' : 'NO',
  )
}

function tableLine(what: string, expected: string, actual: string, tolerance: string, ok: string): string {
  return `${what.padEnd(52)} ${expected.padStart(14)} ${actual.padStart(18)} ${tolerance.padStart(10)}  ${ok}`
}
