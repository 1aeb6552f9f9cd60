import { z } from 'zod'
import { enquiryAbouts } from '../domain/actions/enquiries/open-enquiries.ts'
import { cadenceMeterSchema } from './cadence.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams } from './values.ts'

/** What the customer waits for. */
export const enquirySchema = z.object({
  about: z.enum(enquiryAbouts),
  startedAt: z.number(),
  /** An advisor's tap or the shop's own event. */
  source: z.enum(['advisor', 'shop']),
  /** The target clock of a price: 5 minutes, then 60; null for the others. */
  targetAt: z.number().nullable(),
  breachAt: z.number().nullable(),
  /** The lead has a note that nobody answered in time. */
  isEscalated: z.boolean(),
  /** The deadlines of a complaint, a line each. */
  lines: z.array(z.string()),
})
export type Enquiry = z.infer<typeof enquirySchema>

const params = externalUserParams
const answer = z.object({ enquiries: z.array(enquirySchema), cadence: cadenceMeterSchema })

export const startEnquiry = defineRoute({
  name: 'startEnquiry',
  summary:
    'What she asks, by an advisor’s tap: a price starts its clock, a complaint stops promotions; counts as 她在问',
  access: 'member',
  roles: chattingRoles,
  params,
  body: z.object({ about: z.enum(enquiryAbouts) }),
  response: answer,
})

export const closeEnquiry = defineRoute({
  name: 'closeEnquiry',
  summary: '已回复, 投诉处理完 or a tap taken back; closing what is not open changes nothing',
  access: 'member',
  roles: chattingRoles,
  params,
  body: z.object({
    about: z.enum(enquiryAbouts),
    outcome: z.enum(['answered', 'done', 'cancelled']).default('answered'),
  }),
  response: answer,
})
