const digits = '零一二三四五六七八九'
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/**
 * The integer that a count says, in Arabic or Chinese numerals up to 9,999 万 ("17", "十七", "两百零三", "1万"); null for a
 * vague one ("几"), a malformed one and the empty text.
 */
export function countOf(word: string): number | null {
  if (word === '') return null
  if (/^\d+$/.test(word)) return Number(word)
  const [high, low, ...more] = word.split('万')
  if (more.length > 0) return null
  if (low === undefined) return countBelowWan(word)
  const [thousands, rest] = [countOf(high ?? ''), low === '' ? 0 : countBelowWan(low)]
  return thousands === null || rest === null ? null : thousands * 10_000 + rest
}

function countBelowWan(word: string): number | null {
  if (/^\d+$/.test(word)) return Number(word)
  let total = 0
  let digit: number | null = null
  for (const character of word.replaceAll('两', '二').replaceAll('〇', '零')) {
    const value = digits.indexOf(character)
    const unit = units[character]
    if (value >= 0) digit = digit === null || digit === 0 ? value : digit * 10 + value
    else if (unit !== undefined) {
      total += (digit === null ? 1 : digit) * unit
      digit = null
    } else return null
  }
  return total + (digit ?? 0)
}
