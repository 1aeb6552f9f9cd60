import { fnv1a } from '../behaviour/hold-out.ts'
import { mulberry32 } from '../learning/random/generator.ts'

/** One side of an experiment; weights are relative, e.g. 1 and 1, and not negative. */
export interface Variant {
  variantId: string
  weight: number
}

/**
 * The customer's variant: always the same for one assignment key, experiment and list of variants. FNV-1a alone would put
 * a customer on like sides of experiments with like ids, so its hash seeds one draw of `mulberry32`. Throws when no
 * variant has weight.
 */
export function assignVariant(
  assignmentKey: string,
  experimentId: string,
  variants: readonly Variant[],
): string {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0)
  const weighted = variants.filter(({ weight }) => weight > 0)
  const last = weighted.at(-1)
  if (!last) throw new RangeError('an experiment needs a variant with weight')
  let rest = mulberry32(fnv1a(`${assignmentKey}|${experimentId}`))() * total
  for (const { variantId, weight } of weighted) {
    rest -= weight
    if (rest < 0) return variantId
  }
  return last.variantId
}
