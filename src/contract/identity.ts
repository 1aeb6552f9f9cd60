import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

const sideSchema = z.object({
  customerId: z.string(),
  name: z.string(),
  /** A contact in WeCom, or only known from the shop. */
  isContact: z.boolean(),
  /** Net spend ever, in fen. */
  netSpendFen: z.number().int(),
})

const evidenceSchema = z.object({
  kind: z.enum(['externalUserId', 'unionId', 'shopCustomerId', 'phone']),
  kindName: z.string(),
  /** Masked. */
  value: z.string(),
})

/** Two customers who share an identity but differ in a stronger one. */
export const identitySuggestionSchema = z.object({
  suggestionId: z.string(),
  at: z.number(),
  evidence: evidenceSchema,
  one: sideSchema,
  other: sideSchema,
  /** Both are contacts in WeCom: accepted they count as one person, and stay two cards. */
  staysTwo: z.boolean(),
})
export type IdentitySuggestion = z.infer<typeof identitySuggestionSchema>

export const identityMergeSchema = z.object({
  mergeId: z.string(),
  at: z.number(),
  evidence: evidenceSchema,
  kept: sideSchema,
  mergedCustomerId: z.string(),
  mergedName: z.string(),
  /** What went over: orders, shop events, coupons, touches. */
  moved: z.object({
    orders: z.number().int(),
    events: z.number().int(),
    coupons: z.number().int(),
    touches: z.number().int(),
  }),
  undoneAt: z.number().nullable(),
  /** The member's name, or `cli`. */
  undoneBy: z.string().nullable(),
  /** Why it can't be undone; null = it can. */
  refusal: z.object({ code: z.string(), text: z.string() }).nullable(),
})
export type IdentityMerge = z.infer<typeof identityMergeSchema>

export const listIdentityLinks = defineRoute({
  name: 'listIdentityLinks',
  summary: 'Open suggestions that two customers are one person, and the latest merges, latest first',
  access: 'member',
  roles: ['admin'],
  response: z.object({
    suggestions: z.array(identitySuggestionSchema),
    merges: z.array(identityMergeSchema),
  }),
})

export const decideIdentity = defineRoute({
  name: 'decideIdentity',
  summary:
    'Accepts a suggestion (the two become one customer, or count as one person where both are contacts) or dismisses it; once',
  access: 'member',
  roles: ['admin'],
  params: z.object({ suggestionId: idSchema }),
  body: z.object({ decision: z.enum(['accept', 'dismiss']) }),
  response: z.object({
    outcome: z.enum(['merged', 'linked', 'dismissed']),
    mergeId: z.string().nullable(),
  }),
})

export const undoIdentityMerge = defineRoute({
  name: 'undoIdentityMerge',
  summary:
    'Takes a merge back: both customers stand as before, what came since stays with the identity that brought it. 409 with the reason when it cannot be undone',
  access: 'member',
  roles: ['admin'],
  params: z.object({ mergeId: idSchema }),
  body: z.object({}),
  response: z.object({ keptCustomerId: z.string(), restoredCustomerId: z.string() }),
})
