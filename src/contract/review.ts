import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

const countSchema = z.number().int()
const shareSchema = z.number().nullable()
const fenOrNothing = z.number().int().nullable()

/** Local days, both inclusive. */
export const reviewPeriodSchema = z.object({ from: z.iso.date(), until: z.iso.date() })

/** A figure with its formula in one sentence; `text` and the names are as staff read them. */
export const metricCardSchema = z.object({
  ruleId: z.string(),
  name: z.string(),
  formula: z.string(),
  unit: z.enum(['share', 'fen', 'times']),
  /** Share 0 to 1, fen, or times; null = 暂无数据. */
  value: z.number().nullable(),
  text: z.string(),
  part: countSchema.nullable(),
  whole: countSchema.nullable(),
  /** In percent for shares, else in the unit. */
  target: z.number().nullable(),
  redLine: z.number().nullable(),
  state: z.enum(['unknown', 'plain', 'reached', 'below', 'red']),
  stateName: z.string(),
  /** The same of the period before; null where it is not looked at. */
  previous: z.object({ value: z.number().nullable(), text: z.string() }).nullable(),
  /** Why there is no number, or what it leaves out. */
  note: z.string().nullable(),
})
export type MetricCard = z.infer<typeof metricCardSchema>

export const suggestionSchema = z.object({
  ruleId: z.literal('REV-01'),
  name: z.string(),
  place: z.enum(['landingPage', 'paymentFlow', 'incentive']),
  part: countSchema,
  whole: countSchema,
  targetPercent: z.number(),
  reason: z.string(),
})

/** People, each step among the one before; coupons of the period, voided ones left out. */
export const couponFunnelSchema = z.object({
  formula: z.string(),
  steps: z.array(
    z.object({ step: z.string(), name: z.string(), people: countSchema, shareOfPrevious: shareSchema }),
  ),
  weakest: z
    .object({
      from: z.string(),
      to: z.string(),
      part: countSchema,
      whole: countSchema,
      share: z.number(),
      text: z.string(),
    })
    .nullable(),
  suggestions: z.array(suggestionSchema),
})

const attributedSchema = z.object({ orders: countSchema, creditedFen: z.number().int() })

/** What the offers really added: eligible customers against the hold-out, by intention to treat. */
export const incrementSchema = z.object({
  isMeasurable: z.boolean(),
  /** It is measured anew once an hour. */
  asOf: z.number(),
  /** 还不能测 with the reason, or the numbers in a sentence. */
  text: z.string(),
  formula: z.string(),
  treatedCustomers: countSchema,
  holdOutCustomers: countSchema,
  /** What the smaller group lacks; 0 once measurable. */
  missingCustomers: countSchema,
  /** All null until measurable. Orders and fen for each customer, with the standard errors. */
  orderLift: z.number().nullable(),
  orderStandardError: z.number().nullable(),
  revenueLiftFen: z.number().nullable(),
  revenueStandardErrorFen: z.number().nullable(),
  incrementalOrders: z.number().nullable(),
  incrementalRoi: z.number().nullable(),
  /** Share of the redemptions that would not have come anyway. */
  incrementality: z.number().nullable(),
  /** Orders of the same days credited to coupons and touches, for comparison. */
  period: reviewPeriodSchema,
  attributed: attributedSchema,
})
export type Increment = z.infer<typeof incrementSchema>

export const offerReviewSchema = z.object({
  offerId: z.string(),
  name: z.string(),
  headline: z.string(),
  campaignId: z.string().nullable(),
  /** OFF-09: set for an offer to everybody. */
  blanketWarning: z.string().nullable(),
  /** Coupons of the period, voided ones left out. */
  issued: countSchema,
  sent: countSchema,
  opened: countSchema,
  claimed: countSchema,
  redeemed: countSchema,
  refunded: countSchema,
  redemption: z.object({ value: shareSchema, text: z.string() }),
  /** Worst-case cost of one coupon on average, and the caps of one: OFF-01 of LTV, OFF-05 of the margin of the basket. */
  unitCostFen: z.number().int(),
  capPercent: z.number(),
  marginCapPercent: z.number(),
  /** What the redeemed ones really cost, and what the open ones hold back. */
  costFen: z.number().int(),
  reservedFen: z.number().int(),
  /** Gross margin of the orders that used it, before the coupon. */
  grossMarginFen: z.number().int(),
  /** OFF-06. */
  marginShare: z.object({
    value: shareSchema,
    text: z.string(),
    limitPercent: z.number(),
    isAlert: z.boolean(),
  }),
  /** OFF-07. */
  roi: z.object({
    value: z.number().nullable(),
    text: z.string(),
    target: z.number(),
    isReached: z.boolean().nullable(),
  }),
  /** TAG-10, for offers to an audience; null for one to everybody. */
  targeting: z
    .object({
      isRoiReached: z.boolean().nullable(),
      isWithinMargin: z.boolean().nullable(),
      text: z.string(),
    })
    .nullable(),
  /** Orders of the period credited to its coupons, beside what is known of the increment. */
  attributed: attributedSchema,
  increment: z.object({ isMeasurable: z.boolean(), text: z.string() }),
})
export type OfferReview = z.infer<typeof offerReviewSchema>

/** MET-06 of the coupons of one campaign in the period. */
export const campaignReviewSchema = z.object({
  ruleId: z.literal('MET-06'),
  campaignId: z.string(),
  participation: metricCardSchema,
  viralFactor: z.number().nullable(),
  targetViralFactor: z.number(),
  costPerConversionFen: fenOrNothing,
  note: z.string(),
})

const riskSchema = z.object({ text: z.string(), isRaised: z.boolean() })

export const reviewRisksSchema = z.object({
  complaints: riskSchema.extend({
    ruleId: z.literal('RISK-01'),
    thisWeek: countSchema,
    lastWeek: countSchema,
    growthPercent: z.number().nullable(),
    limitPercent: z.number(),
  }),
  /** Promotions to one customer in 7 local days, over all advisors; replies do not count. */
  pressure: riskSchema.extend({
    ruleId: z.literal('RISK-05'),
    reachedCustomers: countSchema,
    pressedCustomers: countSchema,
    highest: countSchema,
    perWeek: countSchema,
    index: z.number(),
  }),
  /** A rule of the platform changed, by an operator's word: what else can carry the messages. */
  platform: riskSchema.extend({
    ruleId: z.literal('RISK-04'),
    since: z.number().nullable(),
    carriers: z.array(
      z.object({ channel: z.string(), name: z.string(), needs: z.string(), people: countSchema }),
    ),
  }),
})

export const reviewTaskSchema = z.object({
  taskId: z.string(),
  ruleId: z.string(),
  title: z.string(),
  detail: z.string(),
  openedAt: z.number(),
  isDone: z.boolean(),
  doneAt: z.number().nullable(),
  doneBy: z.string().nullable(),
})
export type ReviewTask = z.infer<typeof reviewTaskSchema>

export const reviewSchema = z.object({
  asOf: z.number(),
  timeZone: z.string(),
  /** The last 7 local days (REV-01), today as far as it has come. */
  period: reviewPeriodSchema,
  previousPeriod: reviewPeriodSchema,
  /** Whom the figures leave out. */
  notes: z.array(z.string()),
  /** MET-01 to MET-05 and LTV-01. */
  cards: z.array(metricCardSchema),
  /** MET-07. */
  stages: z.array(metricCardSchema),
  funnel: couponFunnelSchema,
  offers: z.array(offerReviewSchema),
  /** All offers together, over days of its own. */
  increment: incrementSchema,
  margin: z.object({ percent: z.number(), isAssumed: z.boolean() }),
  campaigns: z.array(campaignReviewSchema),
  /** TAG-09: audiences that answer worse than the median, from the latest weekly report. */
  weakAudiences: z.array(
    z.object({
      ruleId: z.literal('TAG-09'),
      name: z.string(),
      reached: countSchema,
      converted: countSchema,
      text: z.string(),
    }),
  ),
  risks: reviewRisksSchema,
  /** What looked like abuse of coupons in the period, by kind; nobody is named. */
  alerts: z.array(
    z.object({
      kind: z.string(),
      ruleId: z.string(),
      name: z.string(),
      alerts: countSchema,
      /** Nobody looked at them yet. */
      open: countSchema,
    }),
  ),
  /** Open ones, and those done in the period, latest first. */
  tasks: z.array(reviewTaskSchema),
})
export type Review = z.infer<typeof reviewSchema>

export const getReview = defineRoute({
  name: 'getReview',
  summary:
    'The weekly review: sums of the store with their formulae, the coupon funnel, what offers cost and earned, risks and tasks; no customer data',
  access: 'member',
  roles: ['lead', 'operator', 'auditor', 'admin'],
  response: reviewSchema,
})

export const endReviewTask = defineRoute({
  name: 'endReviewTask',
  summary: 'A task of the review is done; told again it answers as the first time',
  access: 'member',
  roles: ['lead', 'operator', 'admin'],
  params: z.object({ taskId: idSchema }),
  response: z.object({ task: reviewTaskSchema }),
})
