import type { Override } from '../../contract/coupons.ts'
import type { RuleOverrides } from '../../domain/rules/value.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { LedgerService } from '../ledger/service.ts'
import type { JudgeForIssue } from '../offers/issue-verdict.ts'

/** What coupons need of their neighbours. */
export interface CouponNeeds {
  judge: JudgeForIssue
  ledger: LedgerService
  customers: {
    /** Unknown and foreign ids throw `not_found`. */
    findForAdvisor: (externalUserId: string, userId: string) => Promise<{ customerId: string }>
    /** Whether this member follows the customer, or leads one who does. */
    reaches: (customerId: string, userId: string) => Promise<boolean>
    identify: (externalUserId: string) => Promise<string | null>
    /** The row lock of both engines. */
    lock: (trx: Database, customerId: string) => Promise<void>
  }
  touches: {
    /** Throws `needs_reason` while the cadence meter warns and no override is given. */
    requireAllowed: (
      trx: Database,
      input: { customerId: string; userId: string; override: Override | undefined; asOf: number },
    ) => Promise<unknown>
    recordBubble: (
      trx: Database,
      bubble: {
        customerId: string
        userId: string
        contentType: 'offer'
        text: string
        couponId: string
        ruleId: string | undefined
        override: Override | undefined
        via: 'sent'
        asOf: number
      },
    ) => Promise<unknown>
  }
  attribution: {
    /** Credits these orders to touches and coupons as they stand, by the store's rules where the caller knows them. */
    refresh: (
      trx: Database,
      orderIds: readonly string[],
      asOf: number,
      rules?: RuleOverrides,
    ) => Promise<void>
  }
  members: { namesOf: (userIds: readonly string[]) => Promise<Map<string, string>> }
}

/** The context and the needs of every verb in this folder. */
export interface CouponScope {
  context: ServerContext
  needs: CouponNeeds
}
