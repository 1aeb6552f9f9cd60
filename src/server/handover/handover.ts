/** What is handed over: everything of a member, or only what concerns some customers. */
export interface HandoverScope {
  fromUserId: string
  toUserId: string
  /** Null = all customers. */
  customerIds: readonly string[] | null
}
