import type { Database } from '../db/connect.ts'

export interface EnquiryNeeds {
  customers: {
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    find: (
      customerId: string,
      db: Database,
    ) => Promise<{ askingUntil: number | null; askingAbout: string | null } | undefined>
    lock: (trx: Database, customerId: string) => Promise<void>
    markAsking: (
      customerId: string,
      until: number | null,
      about: string | null,
      writer: Database,
    ) => Promise<void>
  }
  events: {
    eventsOf: (
      db: Database,
      customerId: string,
      sinceMs: number,
    ) => Promise<readonly { type: string; occurredAt: number }[]>
  }
  touches: {
    history: (
      db: Database,
      customerId: string,
      before: number,
      limit: number,
    ) => Promise<readonly { lastBubbleAt: number }[]>
  }
  suggestions: {
    lift: (trx: Database, customerId: string, ruleId: string, asOf: number) => Promise<void>
  }
}

/** What the caller knows already of the customer's shop events and of the mark 她在问. */
export interface EnquiryQuestion {
  events: readonly { type: string; occurredAt: number }[]
  asking: { askingUntil: number | null; askingAbout: string | null }
}
