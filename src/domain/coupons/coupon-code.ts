/**
 * A-Z and 2-9 without I and O: their look-alikes 1 and 0 do not occur, so L, B and 8 stay unambiguous enough to read and
 * the alphabet keeps 32 symbols. 12 symbols × 5 bits = 60 bits. 32 divides 256: a byte's low
 * five bits choose a symbol without bias.
 */
export const couponAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const couponCodeLength = 12

function grouped(symbols: string): string {
  return `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8, 12)}`
}

/** A code `XXXX-XXXX-XXXX` from 12 bytes of a cryptographic source; more bytes are ignored, fewer are a programmer's mistake. */
export function couponCode(randomBytes: Uint8Array): string {
  if (randomBytes.length < couponCodeLength) throw new RangeError('A coupon code takes 12 random bytes')
  const symbols = Array.from(randomBytes.subarray(0, couponCodeLength), (byte) =>
    couponAlphabet.charAt(byte & 31),
  )
  return grouped(symbols.join(''))
}

/** The code that was meant by `text`: lower case, full-width characters, missing or other dashes and spaces are accepted. Null when it cannot be a code. */
export function normaliseCouponCode(text: string): string | null {
  const symbols = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (symbols.length !== couponCodeLength) return null
  return [...symbols].every((symbol) => couponAlphabet.includes(symbol)) ? grouped(symbols) : null
}
