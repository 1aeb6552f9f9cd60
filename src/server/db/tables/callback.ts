/** Events that WeCom has delivered, until a week after they were settled. */
export interface CallbackTables {
  wecomEvent: {
    eventId: string
    /** The same event delivered again has the same one. */
    keyHash: string
    name: string
    /** The customer, chat or tag it is about; such events are applied in the order of occurredAt and seq. */
    subject: string
    occurredAt: number
    seq: number
    payloadJson: string
    /** 'pending', 'applied', 'ignored' (nothing to do) or 'failed' (given up). */
    status: string
    receivedAt: number
    greetedAt: number | null
    /** The process that works on it, until claimedUntil. */
    claimedBy: string | null
    claimedUntil: number | null
    dueAt: number
    attempts: number
    problem: string | null
    /** When it was applied; for an ignored or a failed one, when that was settled. */
    appliedAt: number | null
  }
}
