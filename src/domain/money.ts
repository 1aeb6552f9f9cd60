/** Money is an integer number of fen (分, 1/100 元). */
export type Fen = number

/** 元 with at most two decimals and no trailing zeros: 6400 → "64", 990 → "9.9". */
export function yuan(fen: Fen): string {
  const sign = fen < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(fen) / 100)
  const rest = Math.abs(fen) % 100
  if (rest === 0) return `${sign}${whole}`
  return `${sign}${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`
}

/** `percent` % of an amount, rounded down to whole fen so that a cap is never exceeded by rounding. */
export function percentOfFen(amountFen: Fen, percent: number): Fen {
  return Math.floor((amountFen * percent) / 100 + 1e-9)
}

/** Shares `totalFen` out in proportion to `weights` by largest remainder; the parts always sum to the total. */
export function shareOut(totalFen: Fen, weights: readonly number[]): Fen[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (weights.length === 0) return []
  const exact = weights.map((weight) => (sum === 0 ? totalFen / weights.length : (totalFen * weight) / sum))
  const parts = exact.map(Math.floor)
  let left = totalFen - parts.reduce((total, part) => total + part, 0)
  const order = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of order) {
    if (left <= 0) break
    parts[index] = (parts[index] ?? 0) + 1
    left -= 1
  }
  return parts
}
