/** What a customer said of a bought product and allowed to be shown (SCR-03). */
export interface TestimonialTable {
  testimonialId: string
  orderId: string
  /** Masked before anyone else sees it. */
  name: string
  quote: string
  /** The category it speaks of; null = the store. */
  category: string | null
  consentId: string | null
  withdrawnAt: number | null
  createdAt: number
}
