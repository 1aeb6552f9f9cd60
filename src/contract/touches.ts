import { z } from 'zod'
import { contentTypes } from '../domain/cadence/content-type.ts'
import { cadenceMeterSchema } from './cadence.ts'
import { overrideSchema } from './coupons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema } from './values.ts'

export const touchSchema = z.object({
  touchId: z.string(),
  at: z.number(),
  by: z.string(),
  isMine: z.boolean(),
  contentType: z.enum(contentTypes),
  bubbles: z.number().int(),
  text: z.string(),
  couponId: z.string().nullable(),
})

export const recordTouch = defineRoute({
  name: 'recordTouch',
  summary:
    'A message WeCom took (or a copied text the advisor marked as sent) counts as a touch or joins the open one',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({
    scriptId: idSchema.optional(),
    text: z.string().trim().min(1).max(1000),
    /** 'sent': sendChatMessage:ok; 'copied': 记为已发 after a copy. */
    via: z.enum(['sent', 'copied']),
    contentType: z.enum(contentTypes).optional(),
    ruleId: z.string().max(20).optional(),
    isEdited: z.boolean().default(false),
    override: overrideSchema.optional(),
  }),
  response: z.object({ touch: touchSchema, cadence: cadenceMeterSchema }),
})

export const listTouches = defineRoute({
  name: 'listTouches',
  summary: 'The pushes to this customer by all advisors, latest first',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: z.object({ touches: z.array(touchSchema), cadence: cadenceMeterSchema }),
})

export const markAsking = defineRoute({
  name: 'markAsking',
  summary: '她在问: the customer wrote first; replies are exempt from cadence for 60 minutes',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  body: z.object({ isAsking: z.boolean(), about: z.enum(['anything', 'price']).default('anything') }),
  response: z.object({ cadence: cadenceMeterSchema }),
})
