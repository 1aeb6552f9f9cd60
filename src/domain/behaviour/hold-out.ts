/** FNV-1a, 32 bits, over the UTF-16 code units' low and high bytes: stable, quick, not cryptographic. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    if (unit > 0xff) hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return hash >>> 0
}

/**
 * Whether a customer belongs to the hold-out: service but no offers. Starts at `fromCustomers` linked customers (inclusive),
 * then takes `percent` % by the stored assignment key, which survives merges.
 */
export function isHeldOut(
  assignmentKey: string,
  linkedCustomers: number,
  { fromCustomers, percent }: { fromCustomers: number; percent: number },
): boolean {
  return linkedCustomers >= fromCustomers && fnv1a(`${assignmentKey}|hold-out`) % 100 < percent
}
