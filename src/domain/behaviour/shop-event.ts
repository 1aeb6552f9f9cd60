/** One thing a customer did in the shop. `occurredAt` in epoch ms. */
export interface ShopEvent {
  type: string
  occurredAt: number
  sku: string | null
  category: string | null
  quantity: number | null
  durationMs: number | null
  device: string | null
}

/** What the rules need of a product to name and price it. */
export interface KnownProduct {
  sku: string
  name: string
  category: string
  priceFen: number
}

/** A paid or still open order, as far as it clears carts and answers interests. */
export interface PlacedOrder {
  orderedAt: number
  skus: string[]
}
