import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

export const alertSchema = z.object({
  alertId: z.string(),
  kind: z.string(),
  ruleId: z.string(),
  name: z.string(),
  /** `refused`: proven, it did not happen. `flagged`: somebody looks. */
  outcome: z.enum(['flagged', 'refused']),
  /** What was found; names nobody. */
  text: z.string(),
  /** What it is about. Members are named for auditors and admins alone. */
  subject: z.string(),
  count: z.number().int(),
  bound: z.number().int(),
  firstAt: z.number(),
  lastAt: z.number(),
  reviewedAt: z.number().nullable(),
  reviewedBy: z.string().nullable(),
})
export type AbuseAlert = z.infer<typeof alertSchema>

export const listAlerts = defineRoute({
  name: 'listAlerts',
  summary: 'What looks like abuse of coupons, open ones first, then the latest; no customer is named',
  access: 'member',
  roles: ['operator', 'auditor', 'admin'],
  response: z.object({ alerts: z.array(alertSchema) }),
})

export const reviewAlert = defineRoute({
  name: 'reviewAlert',
  summary: 'Somebody looked at the alert; told again it answers as the first time',
  access: 'member',
  roles: ['operator', 'admin'],
  params: z.object({ alertId: idSchema }),
  body: z.object({}),
  response: z.object({ alert: alertSchema }),
})
