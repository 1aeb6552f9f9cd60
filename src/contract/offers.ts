import { z } from 'zod'
import { exceptionStates } from '../domain/offers/exceptions/exception.ts'
import { couponSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema } from './values.ts'

export const refusalSchema = z.object({ code: z.string(), ruleId: z.string(), text: z.string() })

/** An eligible offer with the numbers that placed it. */
export const offerCardSchema = z.object({
  offerId: z.string(),
  offerVersionId: z.string(),
  name: z.string(),
  headline: z.string(),
  kindName: z.string(),
  isPriceReward: z.boolean(),
  costFen: z.number().int(),
  /** The smallest of the caps that applies to one coupon now. */
  capFen: z.number().int(),
  capText: z.string(),
  marginSharePercent: z.number().nullable(),
  /** Expected incremental profit of sending it, the figure the order is made by. */
  expectedValueFen: z.number(),
  expectedRedemption: z.number(),
  baselineConversion: z.number(),
  validText: z.string(),
  expiresAt: z.number(),
  isTriggered: z.boolean(),
  ruleId: z.string(),
  trigger: z.string(),
  evidence: z.array(z.string()),
  rankReasons: z.array(z.string()),
})
export type OfferCard = z.infer<typeof offerCardSchema>

/** A manager's leave to pass OFF-01, asked for or decided. */
export const offerExceptionSchema = z.object({
  exceptionId: z.string(),
  status: z.enum(exceptionStates),
  reason: z.string(),
  costFen: z.number().int(),
  capFen: z.number().int(),
  requestedBy: z.string(),
  decidedBy: z.string().nullable(),
  expiresAt: z.number(),
})
export type OfferException = z.infer<typeof offerExceptionSchema>

export const refusedOfferSchema = z.object({
  offerId: z.string(),
  name: z.string(),
  headline: z.string(),
  costFen: z.number().int(),
  refusals: z.array(refusalSchema),
  /** The eligible offer to send in its place (C9); null when there is none. */
  insteadOfferId: z.string().nullable(),
  insteadHeadline: z.string().nullable(),
  /** OFF-01 is the only reason: 申请主管 is possible. */
  canAskException: z.boolean(),
  /** The latest wish or decision that has not run out. */
  exception: offerExceptionSchema.nullable(),
})
export type RefusedOffer = z.infer<typeof refusedOfferSchema>

export const budgetLeftSchema = z.object({
  scope: z.enum(['store', 'campaign', 'advisor', 'customer', 'newcomer']),
  name: z.string(),
  usedFen: z.number().int(),
  limitFen: z.number().int(),
})

export const capsSchema = z.object({
  singleCapFen: z.number().int(),
  yearCapLeftFen: z.number().int(),
  marginCapFen: z.number().int().nullable(),
  basisText: z.string(),
})

export const listOffers = defineRoute({
  name: 'listOffers',
  summary: 'What may be sent to this customer, what may not and why, and what was sent',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: z.object({
    caps: capsSchema,
    budgets: z.array(budgetLeftSchema),
    eligible: z.array(offerCardSchema),
    refused: z.array(refusedOfferSchema),
    sent: z.array(couponSchema),
    noOfferText: z.string().nullable(),
    decisionId: z.string(),
    dataAt: z.number(),
  }),
})

const exceptionAnswer = z.object({ exception: offerExceptionSchema })

export const requestOfferException = defineRoute({
  name: 'requestOfferException',
  summary: '申请主管: asks to let one offer pass OFF-01 for this customer; asked again it is the same wish',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams.extend({ offerId: idSchema }),
  body: z.object({ reason: z.string().trim().min(1).max(200) }),
  response: exceptionAnswer,
})

/** A wish that waits for a decision, with the name the advisor knows the customer by. */
export const waitingExceptionSchema = offerExceptionSchema.extend({
  requestedByName: z.string(),
  requestedAt: z.number(),
  offerName: z.string(),
  /** Null for who doesn't reach the customer. */
  customerName: z.string().nullable(),
})
export type WaitingException = z.infer<typeof waitingExceptionSchema>

export const listOfferExceptions = defineRoute({
  name: 'listOfferExceptions',
  summary: "Wishes that wait for this lead's or admin's decision, the oldest first",
  access: 'member',
  roles: ['lead', 'admin'],
  response: z.object({ exceptions: z.array(waitingExceptionSchema) }),
})

export const decideOfferException = defineRoute({
  name: 'decideOfferException',
  summary:
    'The lead of who asked, or an admin, approves or refuses, nobody their own wish; an approval counts for 24 hours and one coupon',
  access: 'member',
  roles: ['lead', 'admin'],
  params: z.object({ exceptionId: idSchema }),
  body: z.object({ status: z.enum(['approved', 'refused']) }),
  response: exceptionAnswer,
})
