import { z } from 'zod'
import { rejectReasons, snoozes } from '../domain/actions/reject-reasons.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { externalUserParams, idSchema } from './values.ts'

const ruleParams = externalUserParams.extend({ ruleId: idSchema })

/** A rule that an advisor put aside for this customer. */
export const ignoredSuggestionSchema = z.object({
  ruleId: z.string(),
  title: z.string(),
  kind: z.enum(['dismissed', 'snoozed']),
  reasonName: z.string(),
  note: z.string(),
  at: z.number(),
  /** From here on the rule may call again. */
  until: z.number(),
})
export type IgnoredSuggestion = z.infer<typeof ignoredSuggestionSchema>

const answer = z.object({ ignored: z.array(ignoredSuggestionSchema) })

export const listIgnored = defineRoute({
  name: 'listIgnored',
  summary: '已忽略: the suggestions put aside for this customer, latest first',
  access: 'member',
  roles: chattingRoles,
  params: externalUserParams,
  response: answer,
})

export const dismissSuggestion = defineRoute({
  name: 'dismissSuggestion',
  summary: '不合适: the rule rests for this customer for 30 days (setting); said twice it changes nothing',
  access: 'member',
  roles: chattingRoles,
  params: ruleParams,
  body: z.object({ reason: z.enum(rejectReasons), note: z.string().trim().max(200).default('') }),
  response: answer,
})

export const snoozeSuggestion = defineRoute({
  name: 'snoozeSuggestion',
  summary: '明天再说 or 下个黄金时段: the rule rests until then',
  access: 'member',
  roles: chattingRoles,
  params: ruleParams,
  body: z.object({ until: z.enum(snoozes) }),
  response: answer,
})

export const restoreSuggestion = defineRoute({
  name: 'restoreSuggestion',
  summary: '恢复: the rule may call again at once',
  access: 'member',
  roles: chattingRoles,
  params: ruleParams,
  response: answer,
})
