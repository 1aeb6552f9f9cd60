import { z } from 'zod'
import { groupPushKinds } from '../domain/cadence/groups/push-kind.ts'
import { overrideSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { idSchema, instantSchema } from './values.ts'

export const momentPostSchema = z.object({
  postId: z.string(),
  at: z.number(),
  contentType: z.enum(groupPushKinds),
  contentName: z.string(),
})

/** CAD-12: what this advisor has posted to Moments on the store's local day, and the cap. */
export const momentsMeterSchema = z.object({
  ruleId: z.literal('CAD-12'),
  dayCount: z.number().int(),
  dayCap: z.number().int(),
  /** 今天朋友圈 2/3 */
  text: z.string(),
  /** Non-empty: the next post asks for a reason and names these. */
  warnings: z.array(z.object({ ruleId: z.string(), text: z.string() })),
  /** The posts of the day, latest first. */
  posts: z.array(momentPostSchema),
  /** CON-01 over the last 30 local days (C7): useful, interactive, selling; percentages sum to 100 unless nothing was posted. */
  mix: z.array(
    z.object({
      content: z.enum(['useful', 'interactive', 'conversion']),
      name: z.string(),
      count: z.number().int(),
      percent: z.number().int(),
      targetPercent: z.number(),
    }),
  ),
})
export type MomentsMeter = z.infer<typeof momentsMeterSchema>

export const getMoments = defineRoute({
  name: 'getMoments',
  summary: "The advisor's own posts to Moments today beside the cap",
  access: 'member',
  roles: chattingRoles,
  response: momentsMeterSchema,
})

export const recordMoment = defineRoute({
  name: 'recordMoment',
  summary:
    "The advisor tells of a post to Moments, which nobody can read; beyond the day's cap a reason is asked. The same requestId counts once",
  access: 'member',
  roles: chattingRoles,
  body: z.object({
    /** One for each tap, kept over retries. */
    requestId: idSchema,
    contentType: z.enum(groupPushKinds),
    /** Now when left out; at most 7 days back. */
    at: instantSchema.optional(),
    override: overrideSchema.optional(),
  }),
  response: z.object({ post: momentPostSchema, meter: momentsMeterSchema }),
})
