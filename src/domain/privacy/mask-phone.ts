/** A mainland mobile number: 11 digits from 1, alone or in groups of 3-4-4, with or without +86. */
const mobile = /(?<![0-9A-Za-z])(?:\+?86[- ]?)?(1[3-9]\d)([- ]?)\d{4}\2(\d{4})(?![0-9A-Za-z])/g

/**
 * The number with all but its first three and last four digits hidden: 138****0001. A number of another shape keeps its last
 * two digits at most, and nothing below five digits.
 */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  const [, head, tail] = /^(?:86)?(1[3-9]\d)\d{4}(\d{4})$/.exec(digits) ?? []
  if (head !== undefined && tail !== undefined) return `${head}****${tail}`
  return digits.length < 5 ? '****' : `****${digits.slice(-2)}`
}

/** The text with every mobile number in it masked; digits within longer numbers and ids are left alone. */
export function maskPhones(text: string): string {
  return text.replace(mobile, (_number, head: string, _gap: string, tail: string) => `${head}****${tail}`)
}
