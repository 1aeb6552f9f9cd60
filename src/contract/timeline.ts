import { z } from 'zod'
import { couponSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams } from './values.ts'

export const timelineKinds = [
  'order',
  'browse',
  'touch',
  'coupon',
  'tag',
  'note',
  'relation',
  'future',
] as const

export const timelineItemSchema = z.object({
  id: z.string(),
  kind: z.enum(timelineKinds),
  at: z.number(),
  title: z.string(),
  detail: z.string().nullable(),
})
export type TimelineItem = z.infer<typeof timelineItemSchema>

export const getTimeline = defineRoute({
  name: 'getTimeline',
  summary: 'Orders, browsing, touches, coupons and tags of this customer, latest first, and what is expected',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  query: z.object({ before: z.coerce.number().int().optional() }),
  response: z.object({
    past: z.array(timelineItemSchema),
    future: z.array(timelineItemSchema),
    /** Pass as `before` for the next page; null at the end. */
    nextBefore: z.number().nullable(),
    dataAt: z.number(),
  }),
})

export const getChanges = defineRoute({
  name: 'getChanges',
  summary:
    'Coupons of this customer that changed after `since`; asked every 4 s while the page is visible and a coupon is live',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  query: z.object({ since: z.coerce.number().int().min(0).default(0) }),
  response: z.object({ coupons: z.array(couponSchema), now: z.number() }),
})
