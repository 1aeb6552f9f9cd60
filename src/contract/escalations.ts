import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

/** A customer who asked for a price that nobody answered in time. */
export const escalationSchema = z.object({
  escalationId: z.string(),
  /** As the team knows them, numbers masked; null for who reaches the customer through nobody. */
  customerName: z.string().nullable(),
  /** Who follows the customer; of a lead's queue only those of the team. */
  advisors: z.array(z.string()),
  startedAt: z.number(),
  /** Whole minutes since they asked. */
  waitingMinutes: z.number().int(),
})
export type Escalation = z.infer<typeof escalationSchema>

export const listEscalations = defineRoute({
  name: 'listEscalations',
  summary:
    'Price enquiries past their 60 minutes that nobody has answered (C1): of the lead’s team and own customers, for admins all; the longest waiting first',
  access: 'member',
  roles: ['lead', 'admin'],
  response: z.object({ escalations: z.array(escalationSchema) }),
})

export const settleEscalation = defineRoute({
  name: 'settleEscalation',
  summary: '已处理: the lead has seen to it; told again it changes nothing',
  access: 'member',
  roles: ['lead', 'admin'],
  params: z.object({ escalationId: idSchema }),
  response: z.object({ escalationId: z.string(), settledAt: z.number() }),
})
