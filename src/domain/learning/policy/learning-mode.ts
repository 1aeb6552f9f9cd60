/** `deterministic` from priors, `single` the same rates for everybody, `personal` rates of the customer's segment. */
export type LearningMode = 'deterministic' | 'single' | 'personal'

/** Measured gain of the personal policy over the best single offer, per customer, with its standard error. */
export interface PairedGain {
  gain: number
  standardError: number
}

/** Whether the gain exceeds two standard errors (strictly); never when it was not measured. */
export function isPersonalisingProven(gain: PairedGain | null): boolean {
  return gain !== null && gain.gain > 2 * gain.standardError
}

/** Learning starts at `learnFromCoupons` sent coupons (inclusive); what it may tell apart depends on the proven gain. */
export function learningMode(
  sentCoupons: number,
  learnFromCoupons: number,
  pairedGain: PairedGain | null,
): LearningMode {
  if (sentCoupons < learnFromCoupons) return 'deterministic'
  return isPersonalisingProven(pairedGain) ? 'personal' : 'single'
}
