/** Who is the same person as whom, and how that was found out. */
export interface IdentityTables {
  identity: { kind: string; value: string; customerId: string; source: string; createdAt: number }
  /** A merge, or a suggestion of one; its details are never rewritten, only its outcome is settled. */
  identityMerge: {
    mergeId: string
    keptCustomerId: string
    mergedCustomerId: string | null
    /** The identity that showed they are one person. */
    kind: string
    value: string
    /** `merged`, `undone`; `suggested`, `accepted` (merged), `linked` (one person, two contacts) or `dismissed`. */
    outcome: string
    detailsJson: string
    at: number
    /** Among the merges into one customer, counted from 1; null on suggestions and on rows older than this column. */
    place: number | null
    settledAt: number | null
    settledBy: string | null
  }
  /** What came to a merged customer while the merge can be undone, and the identity that brought it. */
  mergeArrival: {
    /** `order:ID`, `event:ID` or `identity:KIND:VALUE`. */
    arrivalKey: string
    customerId: string
    kind: string
    value: string
    at: number
  }
  /** Keyed hashes of the identities of whom a newcomers' offer was issued to: they outlive the person's data. */
  newcomerGrant: { personHash: string; couponId: string; at: number }
}
