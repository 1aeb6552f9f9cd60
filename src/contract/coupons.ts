import { z } from 'zod'
import { couponStates } from '../domain/coupons/coupon.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { couponParams, externalUserParams, fenSchema, idSchema, instantSchema, textSchema } from './values.ts'

/** A coupon as the advisor sees it; the code itself is never shown to advisors. */
export const couponSchema = z.object({
  couponId: z.string(),
  offerId: z.string(),
  headline: z.string(),
  state: z.enum(couponStates),
  costFen: z.number().int(),
  issuedAt: z.number(),
  sentAt: z.number().nullable(),
  openedAt: z.number().nullable(),
  claimedAt: z.number().nullable(),
  redeemedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  expiresAt: z.number(),
  orderId: z.string().nullable(),
  discountFen: z.number().int().nullable(),
  issuedBy: z.string(),
  isMine: z.boolean(),
})
export type Coupon = z.infer<typeof couponSchema>

/** The `news` message that carries the coupon into the chat. */
export const cardSchema = z.object({
  link: z.string(),
  title: z.string(),
  desc: z.string(),
  imgUrl: z.string(),
})
export type CouponCard = z.infer<typeof cardSchema>

/** Why an advisor goes on although the cadence meter warns. */
export const overrideReasons = ['asked', 'agreed', 'after-sale', 'other'] as const
export const overrideSchema = z.object({ kind: z.enum(overrideReasons), note: textSchema.optional() })
export type Override = z.infer<typeof overrideSchema>

export const issueCoupon = defineRoute({
  name: 'issueCoupon',
  summary:
    'Issues one coupon to this customer and reserves its cost; caps, budgets, cadence and opt-out are checked now',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({
    offerId: idSchema,
    /** The rule that suggested it. */
    ruleId: z.string().max(20).optional(),
    override: overrideSchema.optional(),
  }),
  response: z.object({ coupon: couponSchema, card: cardSchema }),
})

export const markCouponSent = defineRoute({
  name: 'markCouponSent',
  summary: 'WeCom took the card (client_accepted): the coupon becomes sent and one touch is recorded',
  access: 'member',
  roles: chattingRoles,
  params: couponParams,
  body: z.object({ chatExternalUserId: idSchema }),
  response: z.object({ coupon: couponSchema }),
})

export const voidCoupon = defineRoute({
  name: 'voidCoupon',
  summary:
    'Voids a coupon and frees its reserve: cancelled, failed, wrong customer or withdrawn by the advisor',
  access: 'member',
  roles: chattingRoles,
  params: couponParams,
  body: z.object({
    reason: z.enum(['advisor', 'cancelled', 'send-failed', 'wrong-customer']),
    note: textSchema.optional(),
  }),
  response: z.object({ coupon: couponSchema }),
})

const orderItemSchema = z.object({
  sku: idSchema,
  name: z.string().max(200).optional(),
  category: z.string().max(100).optional(),
  quantity: z.number().int().min(1).max(100_000),
  unitPriceFen: fenSchema,
})

export const redeemCoupon = defineRoute({
  name: 'redeemCoupon',
  summary: 'The shop redeems a code with an order, once; the same order again gets the same answer',
  access: { scope: 'redeem' },
  body: z.object({
    code: z.string().trim().min(1).max(40),
    orderId: idSchema,
    orderAmountFen: fenSchema,
    items: z.array(orderItemSchema).max(500).optional(),
    shippingFen: fenSchema.optional(),
    occurredAt: instantSchema.optional(),
    externalUserId: idSchema.optional(),
  }),
  response: z.object({
    couponId: z.string(),
    orderId: z.string(),
    discountFen: z.number().int(),
    benefit: z.string().optional(),
    redeemedAt: z.number(),
  }),
})

export const reverseCoupon = defineRoute({
  name: 'reverseCoupon',
  summary:
    'A refunded order gives its coupon back (full refund) or leaves it spent (partial refund); idempotent',
  access: { scope: 'redeem' },
  body: z.object({
    orderId: idSchema,
    refundedFen: fenSchema.optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  response: z.object({
    orderId: z.string(),
    couponId: z.string().nullable(),
    isReversed: z.boolean(),
    state: z.enum(couponStates).nullable(),
    expiresAt: z.number().nullable(),
  }),
})
