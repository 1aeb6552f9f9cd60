import { z } from 'zod'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, textSchema } from './values.ts'

export const noteSchema = z.object({
  noteId: z.string(),
  at: z.number(),
  text: z.string(),
  by: z.string(),
  isMine: z.boolean(),
})
export type Note = z.infer<typeof noteSchema>

export const addNote = defineRoute({
  name: 'addNote',
  summary: '记跟进: a note on this customer, read by all of their advisors and never by the customer',
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  params: externalUserParams,
  body: z.object({ text: textSchema.min(1) }),
  response: z.object({ note: noteSchema }),
})
