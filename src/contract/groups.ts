import { z } from 'zod'
import { groupPushKinds } from '../domain/cadence/groups/push-kind.ts'
import { groupPlanParts } from '../domain/groups/group-plan.ts'
import { groupSizes } from '../domain/groups/group-size.ts'
import { overrideSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { idSchema, okSchema, textSchema } from './values.ts'

const percentSchema = z.number().int().min(0).max(100)
const warningsSchema = z.array(z.object({ ruleId: z.string(), text: z.string() }))
const groupParams = z.object({ chatId: idSchema })

export const groupHeadSchema = z.object({
  chatId: z.string(),
  /** 未命名群聊 where WeCom knows no name. */
  name: z.string(),
  ownerName: z.string(),
  isOwnedByMe: z.boolean(),
  createdAt: z.number(),
  notice: z.string(),
})

export const groupSizeSchema = z.object({
  ruleId: z.literal('GRP-01'),
  /** Everybody in the group, staff included. */
  people: z.number().int(),
  customers: z.number().int(),
  staff: z.number().int(),
  /** The platform's bound: 500. */
  mostPeople: z.number().int(),
  /** 'split' and 'full' are warnings. */
  size: z.enum(groupSizes),
  isWarning: z.boolean(),
  /** 群里有230人，超过200人，建议拆成2个群 */
  text: z.string(),
})

/** Customers who came and left in the rolling window, today included, and what RISK-02 makes of it. */
export const groupFlowSchema = z.object({
  ruleId: z.literal('RISK-02'),
  windowDays: z.number().int(),
  joined: z.number().int(),
  left: z.number().int(),
  /** Left / (left + still there), one decimal; null for a group without customers. */
  exitPercent: z.number().nullable(),
  limitPercent: z.number(),
  /** 'paused': promotions wait, content goes on. 'watching': the group is known for a shorter time than the window. */
  state: z.enum(['fine', 'watching', 'paused']),
  /** Exits are known from here on. */
  knownSince: z.number(),
  text: z.string(),
})

/** One kind of push this week (last 7 local days) beside its cap. */
export const groupPushMeterSchema = z.object({
  kind: z.enum(groupPushKinds),
  name: z.string(),
  isPromotion: z.boolean(),
  weekCount: z.number().int(),
  /** Null where no cap applies: light interaction and benefits outside groups of 100 to 200 people. */
  weekCap: z.number().int().nullable(),
  left: z.number().int().nullable(),
  /** RISK-02: a push of this kind is refused with `offer_refused`; the sentence says why. Null = it may go out. */
  refusal: z.object({ ruleId: z.string(), text: z.string() }).nullable(),
  /** Non-empty: the next push of this kind asks for a reason (`needs_reason`) and names these. */
  warnings: warningsSchema,
})

export const groupMixSchema = z.object({
  ruleId: z.literal('CON-01'),
  windowDays: z.number().int(),
  total: z.number().int(),
  /** Useful, interactive, selling, in this order; percentages sum to 100 unless nothing was sent. */
  parts: z.array(
    z.object({
      content: z.enum(['useful', 'interactive', 'conversion']),
      name: z.string(),
      count: z.number().int(),
      percent: percentSchema,
      targetPercent: z.number(),
    }),
  ),
})

export const groupChecklistSchema = z.object({
  ruleId: z.literal('GRP-02'),
  isReady: z.boolean(),
  items: z.array(
    z.object({
      part: z.enum(groupPlanParts),
      isDone: z.boolean(),
      /** What is settled, or the question to answer. */
      text: z.string(),
    }),
  ),
})

/** The weekly check-in that staff run in the group (pushes recorded with `isCheckIn`). */
export const groupCheckInSchema = z.object({
  ruleId: z.literal('CAD-11'),
  /** Weeks in a row. */
  weeks: z.number().int(),
  streakWeeks: z.number().int(),
  isThisWeekDone: z.boolean(),
  isReached: z.boolean(),
  text: z.string(),
})

/** Messages of whole local days, the latest (yesterday) last; null = unknown, since WeCom does not tell them. */
export const groupMessagesSchema = z.object({
  ruleId: z.literal('RISK-03'),
  isKnown: z.boolean(),
  days: z.array(z.object({ date: z.iso.date(), messages: z.number().int().nullable() })),
  text: z.string(),
})

export const groupSuggestionSchema = z.object({
  /** Unique among the suggestions of a group. */
  ruleId: z.string(),
  title: z.string(),
  advice: z.string(),
  evidence: z.array(z.string()),
  /** The kind of push that answers it, for opening the fitting scripts. */
  kind: z.enum(groupPushKinds).nullable(),
})

export const groupTouchSchema = z.object({
  touchId: z.string(),
  at: z.number(),
  by: z.string(),
  isMine: z.boolean(),
  contentType: z.enum(groupPushKinds),
  contentName: z.string(),
  isPromotion: z.boolean(),
  isCheckIn: z.boolean(),
  bubbles: z.number().int(),
})

export const groupPanelSchema = z.object({
  group: groupHeadSchema,
  size: groupSizeSchema,
  flow: groupFlowSchema,
  /** Content, flash sale, light interaction, benefit, in this order. */
  meter: z.array(groupPushMeterSchema),
  mix: groupMixSchema,
  checklist: groupChecklistSchema,
  checkIn: groupCheckInSchema,
  messages: groupMessagesSchema,
  /** What to do, most urgent first; empty = nothing stands out. */
  suggestions: z.array(groupSuggestionSchema),
  /** Latest first, at most 20. */
  touches: z.array(groupTouchSchema),
  asOf: z.number(),
  /** When WeCom told the members last. */
  fetchedAt: z.number(),
  /** WeCom has not answered for a while: what is shown is the stored copy. */
  isStale: z.boolean(),
})
export type GroupPanel = z.infer<typeof groupPanelSchema>
export type GroupPushMeter = z.infer<typeof groupPushMeterSchema>

export const getGroupPanel = defineRoute({
  name: 'getGroupPanel',
  summary:
    'A customer group for its owner, its admins and the staff in it: size, exits, meter, mix, checklist, what to do',
  access: 'member',
  roles: chattingRoles,
  params: groupParams,
  response: groupPanelSchema,
})

export const recordGroupTouch = defineRoute({
  name: 'recordGroupTouch',
  summary:
    'Takes up a push right before it is handed to WeCom: promotions are refused while RISK-02 pauses them, beyond a cap a reason is asked. The same requestId counts once',
  access: 'member',
  roles: chattingRoles,
  params: groupParams,
  body: z.object({
    /** One for each tap, kept over retries. */
    requestId: idSchema,
    contentType: z.enum(groupPushKinds),
    /** Content or interaction that sells all the same; benefits, flash sales and offer scripts are promotions anyway. */
    isPromotion: z.boolean().default(false),
    /** A push that opens the weekly check-in (CAD-11). */
    isCheckIn: z.boolean().default(false),
    /** Messages of this push. */
    bubbles: z.number().int().min(1).max(6).default(1),
    scriptId: idSchema.optional(),
    /** Checked for words that may not go out. */
    text: z.string().trim().min(1).max(1000).optional(),
    override: overrideSchema.optional(),
  }),
  response: z.object({ touch: groupTouchSchema, meter: z.array(groupPushMeterSchema) }),
})

export const voidGroupTouch = defineRoute({
  name: 'voidGroupTouch',
  summary: 'WeCom did not take the push: it no longer counts. By its sender, within 10 minutes',
  access: 'member',
  roles: chattingRoles,
  params: z.object({ chatId: idSchema, touchId: idSchema }),
  body: z.object({}).optional(),
  response: z.object({ meter: z.array(groupPushMeterSchema) }),
})

export const settleGroupPlan = defineRoute({
  name: 'settleGroupPlan',
  summary:
    'GRP-02: what staff have settled for the group; a part that is left out stays as it is, a blank one is open',
  access: 'member',
  roles: chattingRoles,
  params: groupParams,
  body: z.object({
    value: textSchema.optional(),
    persona: textSchema.optional(),
    firstPurchasePath: textSchema.optional(),
  }),
  response: z.object({ checklist: groupChecklistSchema }),
})

export const ingestGroupDays = defineRoute({
  name: 'ingestGroupDays',
  summary:
    'Messages of a group by local day, told by the shop (WeCom does not tell them); a later number replaces',
  access: { scope: 'ingest' },
  body: z.object({
    days: z
      .array(
        z.object({ chatId: idSchema, date: z.iso.date(), messages: z.number().int().min(0).max(10_000_000) }),
      )
      .min(1)
      .max(1000),
  }),
  response: okSchema,
})
