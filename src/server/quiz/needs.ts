import type { CadenceMeter } from '../../contract/cadence.ts'
import type { Override } from '../../contract/coupons.ts'
import type { CustomerFacts } from '../../domain/customers/facts.ts'
import type { Database } from '../db/connect.ts'
import type { Bubble } from '../touches/bubble.ts'

interface Push {
  customerId: string
  userId: string
  asOf: number
}

/** What quizzes need of their neighbours. */
export interface QuizNeeds {
  customers: {
    /** Unknown and foreign ids throw `not_found`. */
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    /** Whether this member follows the customer, or leads one who does. */
    reaches: (customerId: string, userId: string) => Promise<boolean>
    identify: (externalUserId: string) => Promise<string | null>
    find: (customerId: string, db: Database) => Promise<{ optedOutAt: number | null } | undefined>
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
  facts: { factsOf: (db: Database, customerId: string, asOf: number) => Promise<CustomerFacts> }
  touches: {
    /** Throws `needs_reason` while the cadence meter warns and no override is given. */
    requireAllowed: (trx: Database, input: Push & { override: Override | undefined }) => Promise<unknown>
    recordBubble: (trx: Database, bubble: Bubble) => Promise<unknown>
    meter: (db: Database, question: Push) => Promise<CadenceMeter>
  }
  members: { nameOf: (userId: string) => Promise<string> }
}
