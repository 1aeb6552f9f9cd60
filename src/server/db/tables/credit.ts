/** Which touch or coupon an order is credited to, by the window of that time; computed again from touches and orders. */
export interface CreditTable {
  orderId: string
  customerId: string
  method: 'code' | 'touch'
  touchId: string | null
  couponId: string | null
  userId: string
  creditedFen: number
  orderedAt: number
  windowDays: number
  computedAt: number
}
