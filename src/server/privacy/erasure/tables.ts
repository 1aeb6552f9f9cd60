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
  'corpTagPush',
  'identity',
] as const satisfies readonly Table[]

/** They hold what was spent or done: their rows stay, under a pseudonym. */
export const pseudonymTables = ['coupon', 'audit'] as const satisfies readonly Table[]
