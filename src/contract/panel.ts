import { z } from 'zod'
import { aidaSteps } from '../domain/scripts/script.ts'
import { cadenceMeterSchema } from './cadence.ts'
import { couponSchema } from './coupons.ts'
import { enquirySchema } from './enquiries.ts'
import { offerCardSchema } from './offers.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { filledScriptSchema } from './scripts.ts'
import { ignoredSuggestionSchema } from './suggestions.ts'
import { tagSchema } from './tags.ts'
import { externalUserParams } from './values.ts'

/** A part of the home screen that may fail alone; the others stay. */
function blockOf<T extends z.ZodType>(data: T) {
  return z.discriminatedUnion('status', [
    z.object({ status: z.literal('ready'), data }),
    z.object({ status: z.literal('failed'), message: z.string() }),
  ])
}

export const customerHeadSchema = z.object({
  externalUserId: z.string(),
  /** Remark, else the WeChat name; for advisors only. */
  displayName: z.string(),
  nickname: z.string(),
  avatar: z.string().nullable(),
  memberTier: z.string().nullable(),
  /** n + 1 of 第n+1天. */
  dayNumber: z.number().int().nullable(),
  lifecycleName: z.string(),
  cadenceName: z.string(),
  valueTierName: z.string(),
  ownerName: z.string().nullable(),
  isOwnedByMe: z.boolean(),
  otherAdvisors: z.array(z.string()),
  isOptedOut: z.boolean(),
  hasOrders: z.boolean(),
})

export const nextStepSchema = z.object({
  ruleId: z.string(),
  title: z.string(),
  advice: z.string(),
  evidence: z.array(z.string()),
  /** The AIDA step or script that fits; the panel opens it. */
  scriptStep: z.enum(aidaSteps).nullable(),
  /** SEG-01..06 under NBA-21: the rule that says what to do. */
  detailRuleId: z.string().nullable(),
  /** The eligible offer that goes with it. */
  offerId: z.string().nullable(),
  urgencyName: z.string(),
  /** The weight of the urgency: 8, 4, 2 or 1. */
  urgencyWeight: z.number().int(),
  /** 1 to 5, what is at stake. */
  value: z.number().int(),
  /** Value × weight of the urgency; the order of the steps. */
  score: z.number().int(),
  /** Why it stands at its place, with the numbers. */
  rankReason: z.string(),
  /** Whether 不合适 may put it aside. */
  canDismiss: z.boolean(),
  /** Shown on a card of its own (the quiz), not in the list; it takes none of the three places. */
  hasOwnCard: z.boolean(),
})
export type NextStepView = z.infer<typeof nextStepSchema>

/** What the customer waits for, and the suggestions that were put aside. */
export const careSchema = z.object({
  enquiries: z.array(enquirySchema),
  ignored: z.array(ignoredSuggestionSchema),
})

export const recommendationSchema = z.object({
  /** The best eligible offer first, then up to two alternatives; empty = 现在不用打扰. */
  offers: z.array(offerCardSchema),
  noOffer: z.object({ title: z.string(), reasons: z.array(z.string()) }).nullable(),
  /** Set while a coupon of this customer is live: the button's place shows 已发 [作废]. */
  liveCouponId: z.string().nullable(),
})

export const ltvSchema = z.object({
  status: z.enum(['estimated', 'insufficient']),
  totalFen: z.number().int(),
  historyFen: z.number().int(),
  expectedFen: z.number().int(),
  confidence: z.enum(['low', 'medium', 'high']),
  confidenceName: z.string(),
  /** The sentence of the drawer: 依据 2单、间隔 41天. */
  basis: z.string(),
  churnRiskPercent: z.number().nullable(),
  /** MM-DD on which the next order is due by the fitted rate; null without a repeat purchase or when they may have left. */
  nextPurchaseText: z.string().nullable(),
  /** MEM-01: the tier and the distance to the next. */
  tierText: z.string(),
  modelVersion: z.string(),
  modelAt: z.number().nullable(),
  /** Shown when fewer than 500 customers back the model. */
  caution: z.string().nullable(),
})

export const rfmSchema = z.object({
  digits: z.string(),
  segmentName: z.string(),
  /** 常看少买，客单高 */
  sentence: z.string(),
  details: z.array(z.string()),
  thresholdVersion: z.string(),
})

export const pointsSchema = z.object({
  balance: z.number().int(),
  expireAt: z.number().nullable(),
})

export const lastOrderSchema = z.object({
  orderId: z.string(),
  orderedAt: z.number(),
  title: z.string(),
  paidFen: z.number().int(),
  refundedFen: z.number().int(),
  statusName: z.string(),
})

export const panelSchema = z.object({
  customer: customerHeadSchema,
  cadence: blockOf(cadenceMeterSchema),
  nextSteps: blockOf(z.array(nextStepSchema)),
  care: blockOf(careSchema),
  recommendation: blockOf(recommendationSchema),
  /** Four entries in AIDA order, each with its variants, best first. */
  aida: blockOf(
    z.array(z.object({ step: z.enum(aidaSteps), name: z.string(), variants: z.array(filledScriptSchema) })),
  ),
  ltv: blockOf(ltvSchema),
  rfm: blockOf(rfmSchema.nullable()),
  points: blockOf(pointsSchema.nullable()),
  tags: blockOf(z.array(tagSchema)),
  lastOrder: blockOf(lastOrderSchema.nullable()),
  /** 最近的券: the live coupon, else the latest one. */
  recentCoupons: blockOf(z.array(couponSchema)),
  dataAt: z.number(),
  /** WeCom could not be asked: what is shown is the stored copy. */
  isStale: z.boolean(),
})
export type Panel = z.infer<typeof panelSchema>
export type Block<T> = { status: 'ready'; data: T } | { status: 'failed'; message: string }

export const getPanel = defineRoute({
  name: 'getPanel',
  summary: 'All that the home screen needs, in one request',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: panelSchema,
})
