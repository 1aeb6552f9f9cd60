import type { Fen } from '../../money.ts'

export interface OrderItem {
  sku: string
  category?: string
  quantity: number
  unitPriceFen: Fen
}

/** The order at the till. */
export interface RedemptionOrder {
  /** Merchandise after other discounts, without shipping. */
  amountFen: Fen
  /** Absent when the shop does not send them: it then vouches for item conditions. */
  items?: OrderItem[]
  shippingFen?: Fen
}
