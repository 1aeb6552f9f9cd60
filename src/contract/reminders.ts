import { z } from 'zod'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema, instantSchema, textSchema } from './values.ts'

export const reminderSchema = z.object({
  reminderId: z.string(),
  at: z.number(),
  note: z.string(),
  by: z.string(),
  isMine: z.boolean(),
  /** Its time has come and nobody has ended it. */
  isDue: z.boolean(),
})
export type Reminder = z.infer<typeof reminderSchema>

export const setReminder = defineRoute({
  name: 'setReminder',
  summary:
    '改约: a note to come back at a time, by default the next golden one with room; it never sends anything itself',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({ at: instantSchema.optional(), note: textSchema.optional() }),
  response: z.object({ reminder: reminderSchema }),
})

export const listReminders = defineRoute({
  name: 'listReminders',
  summary: 'What advisors agreed to come back to with this customer and have not ended, soonest first',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: z.object({ reminders: z.array(reminderSchema) }),
})

export const endReminder = defineRoute({
  name: 'endReminder',
  summary: 'Done or cancelled by an advisor of this customer; ending it again changes nothing',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams.extend({ reminderId: idSchema }),
  body: z.object({ outcome: z.enum(['done', 'cancelled']).default('done') }),
  response: z.object({ reminders: z.array(reminderSchema) }),
})
