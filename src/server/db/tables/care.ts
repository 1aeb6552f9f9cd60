/** What a customer waits for, and the suggestions that advisors put aside. */
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
  }
}
