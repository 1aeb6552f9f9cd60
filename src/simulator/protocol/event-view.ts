/** One event on its way to the app. */
export interface Delivery {
  name: string
  tries: number
  outcome: 'waiting' | 'delivered' | 'dropped' | 'failed'
  problem: string
}

/** `GET /simulator/api/events`, newest first. */
export interface EventView {
  /** Whether the app's address for callbacks is known. */
  isConfigured: boolean
  deliveries: readonly Delivery[]
}
