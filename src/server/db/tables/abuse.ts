/** What looks like abuse of coupons, and what it is told by. */
export interface AbuseTables {
  /** Under which identities a member is known as a customer; an admin says so. */
  staffIdentity: { kind: string; value: string; userId: string; createdBy: string; createdAt: number }
  /** Devices on which a person looked at a coupon's page. */
  claimVisit: {
    couponId: string
    deviceHash: string
    /** The member that WeCom said it was. */
    userId: string | null
    at: number
  }
  /** One row a kind, subject and local day. */
  abuseAlert: {
    alertId: string
    kind: string
    /** A coupon, device, member, offer, customer, key or address, as the kind says. */
    subjectId: string
    openedDay: number
    /** `flagged` or `refused`. */
    outcome: string
    customerId: string | null
    userId: string | null
    count: number
    /** What the count was held against then. */
    bound: number
    firstAt: number
    lastAt: number
    reviewedAt: number | null
    reviewedBy: string | null
  }
}
