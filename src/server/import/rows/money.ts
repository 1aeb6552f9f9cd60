const amount = /^(-?)[¥￥]?\s*(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?元?$/

/**
 * Fen from an amount as exports write it ("1,234.50", "¥12", "12.5元"), exact to the fen; null for anything else, parts of a fen
 * included.
 */
export function parseMoney(text: string, unit: 'yuan' | 'fen'): number | null {
  const parts = amount.exec(text)
  if (!parts) return null
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = unit === 'yuan' ? 2 : 0
  if (/[1-9]/.test(fraction.slice(digits))) return null
  const fen = Number(whole.replaceAll(',', '') + fraction.slice(0, digits).padEnd(digits, '0'))
  if (!Number.isSafeInteger(fen)) return null
  return sign === '' || fen === 0 ? fen : -fen
}
