import type { CouponCard } from '../../contract/coupons.ts'
import type { FlaggedWord } from '../../domain/scripts/words/flagged-words.ts'
import type { Database } from '../db/connect.ts'
import type { Bubble } from '../touches/bubble.ts'
import type { WecomClient } from '../wecom/client.ts'

export interface WelcomeLink {
  quizLinkId: string
  expiresAt: number
  card: CouponCard
}

/** What the welcome needs of its neighbours. */
export interface WelcomeNeeds {
  client: WecomClient
  identity: {
    /** Finds or makes the customer, whose row is locked then. */
    resolveCustomer: (
      trx: Database,
      named: { externalUserId: string },
      source: string,
      asOf: number,
    ) => Promise<string>
  }
  customers: {
    find: (customerId: string, reader?: Database) => Promise<{ optedOutAt: number | null } | undefined>
  }
  tags: {
    /** Those the customer does not have yet. */
    addByChannel: (
      trx: Database,
      given: { customerId: string; userId: string; channelName: string; names: readonly string[] },
    ) => Promise<void>
  }
  touches: { recordBubble: (trx: Database, bubble: Bubble) => Promise<unknown> }
  quizLinks: {
    title: (db: Database) => Promise<string | null>
    /** Null while no quiz is published. */
    issue: (
      trx: Database,
      whose: { customerId: string; userId: string; asOf: number },
    ) => Promise<WelcomeLink | null>
    markSent: (trx: Database, quizLinkId: string, at: number) => Promise<void>
    withdraw: (trx: Database, quizLinkId: string, at: number) => Promise<void>
  }
  members: {
    nameOf: (userId: string) => Promise<string>
    namesOf: (userIds: readonly string[]) => Promise<Map<string, string>>
  }
  memberRoster: { list: () => Promise<{ userId: string; name: string; isActive: boolean }[]> }
  /** The store's own words (SCR-06). */
  readWords: (db: Database) => Promise<readonly FlaggedWord[]>
}
