/** How often a script went out to whomever, and to how many of these customers sold something soon after. */
export interface ScriptUsage {
  timesSent: number
  /** Customers it was sent to. */
  customers: number
  /** Of these, who paid an order within 7 days after (inclusive). */
  buyers: number
}

/** Fewer customers than this say nothing about a share. */
export const fewestCustomers = 20
/** From this share of buyers on a script counts as one that sells, in percent; our own default. */
export const provenPercent = 5

/** Buyers per hundred customers, to one decimal; null below 20 customers. */
export function buyersPercent({ customers, buyers }: ScriptUsage): number | null {
  return customers < fewestCustomers ? null : Math.round((buyers / customers) * 1000) / 10
}

/** Whether a script is used often and followed by purchases often: 20 customers and 5 % buyers, both inclusive. */
export function isProven(usage: ScriptUsage | undefined): boolean {
  return usage !== undefined && (buyersPercent(usage) ?? 0) >= provenPercent
}
