/** What a customer agreed to, and what is kept of purchases that are past the retention. */
export interface PrivacyTables {
  /** One row each time the notice was given and agreed to; the latest counts. */
  customerConsent: {
    consentId: string
    customerId: string
    /** The version of the notice they agreed to. */
    version: string
    source: string
    recordedBy: string
    at: number
  }
  /** Purchases of one customer on one local day, summed up. */
  agedPurchase: {
    agedPurchaseId: string
    customerId: string
    orderedDay: number
    orders: number
    netFen: number
    lastOrderAt: number
  }
  /** An order that was summed up: told again it is a duplicate, told otherwise it is taken out of the sum again. */
  agedOrder: {
    orderHash: string
    customerId: string
    rowHash: string
    orderedDay: number
    /** What it counted with; null for one that was no purchase. */
    netFen: number | null
    agedAt: number
  }
}
