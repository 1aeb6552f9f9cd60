import type { Schema } from '../../db/schema.ts'

export type Table = keyof Schema

/** All rows of these tables with the person's `customerId` tell of them alone, and go with them. */
export const personTables = [
  'follow',
  'customerTag',
  'corpTagPush',
  'customerConsent',
  'customerNote',
  'customerReply',
  'reminder',
  'suggestionSuppression',
  'enquiry',
  'escalation',
  'touchBubble',
  'touch',
  'orderCredit',
  'decision',
  'offerException',
  'quizLink',
  'shopEvent',
  'purchaseOrder',
  'agedPurchase',
  'agedOrder',
  'channelArrival',
  'abuseAlert',
  'mergeArrival',
  'identity',
] as const satisfies readonly Table[]

/** They name the person by another id than ours, or belong to rows that do: each has a rule of its own. */
export const tracedTables = [
  'identityMerge',
  'quizAnswer',
  'testimonial',
  'wecomEvent',
  'groupMember',
  'couponEvent',
  'ledgerEntry',
  'budget',
  'budgetUse',
] as const satisfies readonly Table[]

/** They hold what was spent or done: their rows stay, under a pseudonym. */
export const pseudonymTables = ['coupon', 'audit'] as const satisfies readonly Table[]
