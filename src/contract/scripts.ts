import { z } from 'zod'
import { contentTypes } from '../domain/cadence/content-type.ts'
import { matchKinds } from '../domain/scripts/fit/match-reasons.ts'
import { aidaSteps, objections, scenes } from '../domain/scripts/script.ts'
import { flaggedKinds } from '../domain/scripts/words/flagged-words.ts'
import { lifecycleStages } from '../domain/customers/stages.ts'
import { chattingRoles, defineRoute } from './route.ts'
import { idSchema, okSchema } from './values.ts'

export const flaggedWordSchema = z.object({
  word: z.string(),
  kind: z.enum(flaggedKinds),
  /** What may be said instead; null = leave it out. */
  replacement: z.string().nullable(),
})

/** A script filled for one customer (or with fallbacks when no customer is given). */
export const filledScriptSchema = z.object({
  scriptId: z.string(),
  /** The advisor's own, seen by nobody else. */
  isMine: z.boolean(),
  title: z.string(),
  step: z.enum(aidaSteps),
  stages: z.array(z.enum(lifecycleStages)),
  objection: z.enum(objections),
  scene: z.enum(scenes),
  contentType: z.enum(contentTypes),
  /** Template with placeholders, for searching and for naming what is missing. */
  body: z.string(),
  /** Ready to send; null while a required variable is missing. */
  text: z.string().nullable(),
  missing: z.array(z.string()),
  /** Why they are missing, where that is known: 库存数据超过 24 小时. */
  missingReasons: z.array(z.string()),
  /** What stands for each variable in the text: an edited text becomes a template again by them. */
  variables: z.array(z.object({ name: z.string(), value: z.string() })),
  filledCount: z.number().int(),
  variableCount: z.number().int(),
  /** Words that block sending, with what to say instead. */
  blockedWords: z.array(flaggedWordSchema),
  /** Why it may be copied but not sent now: a complaint is open and the text sells; null = it may be sent. */
  pausedReason: z.string().nullable(),
  usedBefore: z.boolean(),
  /** When this customer was last sent the same text, within 30 days; a hint, no block. */
  repeatedAt: z.number().nullable(),
  /** The live stock that the text counts; only this number may be written in it. */
  stock: z.object({ count: z.number().int(), at: z.number() }).nullable(),
  /** 命中原因: why it fits this customer; empty where none is named. */
  reasons: z.array(z.object({ kind: z.enum(matchKinds), text: z.string() })),
  /** How often it was sent in the last 90 days, by everyone. */
  timesSent: z.number().int(),
  /** Customers per hundred who paid an order within 7 days after it; null below 20 customers. */
  buyersPercent: z.number().nullable(),
})
export type FilledScript = z.infer<typeof filledScriptSchema>

export const listScripts = defineRoute({
  name: 'listScripts',
  summary:
    'The script library, filled and ranked for a customer when one is named, and the words of the store',
  access: 'member',
  roles: chattingRoles,
  query: z.object({ externalUserId: idSchema.optional(), scene: z.enum(scenes).optional() }),
  response: z.object({
    scripts: z.array(filledScriptSchema),
    /** The store's own words, for checking what is typed; the built-in ones are always checked. */
    words: z.array(flaggedWordSchema),
  }),
})

/** What an advisor writes; how long and with which words it may be is judged by the rules, which name what is wrong. */
export const ownScriptSchema = z.object({
  title: z.string().trim().max(200),
  /** Template with placeholders. */
  body: z.string().trim().max(4000),
  step: z.enum(aidaSteps),
  stages: z.array(z.enum(lifecycleStages)).max(lifecycleStages.length).default([]),
  objection: z.enum(objections).default('none'),
  scene: z.enum(scenes).default('single'),
  contentType: z.enum(contentTypes).default('other'),
})
const scriptParams = z.object({ scriptId: idSchema })

/** `details` of `script_refused`: every problem, with the word and what to say instead where it is a word. */
export interface ScriptRefusal {
  fields: { field: string; problem: string }[]
  blockedWords: z.output<typeof flaggedWordSchema>[]
}

export const saveOwnScript = defineRoute({
  name: 'saveOwnScript',
  summary: "存为我的: keeps a text as the advisor's own script; 422 names each problem",
  access: 'member',
  roles: chattingRoles,
  isIdempotent: true,
  body: ownScriptSchema,
  response: z.object({ scriptId: z.string() }),
})

export const changeOwnScript = defineRoute({
  name: 'changeOwnScript',
  summary: "Replaces one of the advisor's own scripts",
  access: 'member',
  roles: chattingRoles,
  params: scriptParams,
  body: ownScriptSchema,
  response: z.object({ scriptId: z.string() }),
})

export const removeOwnScript = defineRoute({
  name: 'removeOwnScript',
  summary: "Takes one of the advisor's own scripts away; what was sent with it stays in the history",
  access: 'member',
  roles: chattingRoles,
  params: scriptParams,
  response: okSchema,
})
