/** What a customer waits for, when they wrote, what an advisor will come back to, and the suggestions put aside. */
export interface CareTables {
  suggestionSuppression: {
    suppressionId: string
    customerId: string
    ruleId: string
    /** 'dismissed' with a reason, or 'snoozed' until the reason's moment. */
    kind: string
    reason: string
    note: string
    userId: string
    createdAt: number
    /** Exclusive: from here on the rule may call again. */
    until: number
    endedAt: number | null
  }
  /** An advisor's mark that the customer wrote: nobody reads the chat. */
  customerReply: { replyId: string; customerId: string; userId: string; at: number }
  /** Written down by an advisor for all advisors of the customer. */
  customerNote: {
    noteId: string
    customerId: string
    /** Who wrote it. */
    userId: string
    text: string
    createdAt: number
    /** Who took it over from the author; null = still the author's. */
    heldBy: string | null
  }
  reminder: {
    reminderId: string
    customerId: string
    userId: string
    at: number
    note: string
    createdAt: number
    endedAt: number | null
    endedBy: string | null
    /** Done or cancelled. */
    outcome: string | null
  }
  enquiry: {
    enquiryId: string
    customerId: string
    about: string
    startedAt: number
    startedBy: string
    closedAt: number | null
    closedBy: string | null
    /** Why it is over: answered, done or cancelled. */
    outcome: string | null
  }
  escalation: {
    escalationId: string
    customerId: string
    ruleId: string
    enquiryStartedAt: number
    note: string
    at: number
    /** The lead who saw to it; null while it waits. */
    settledBy: string | null
    settledAt: number | null
  }
}
