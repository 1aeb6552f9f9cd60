import { z } from 'zod'
import { aidaSteps, objections, scenes } from '../domain/scripts/script.ts'
import { lifecycleStages } from '../domain/customers/stages.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

/** A script filled for one customer (or with fallbacks when no customer is given). */
export const filledScriptSchema = z.object({
  scriptId: z.string(),
  title: z.string(),
  step: z.enum(aidaSteps),
  stages: z.array(z.enum(lifecycleStages)),
  objection: z.enum(objections),
  scene: z.enum(scenes),
  contentType: z.string(),
  /** Template with placeholders, for searching and for naming what is missing. */
  body: z.string(),
  /** Ready to send; null while a required variable is missing. */
  text: z.string().nullable(),
  missing: z.array(z.string()),
  filledCount: z.number().int(),
  variableCount: z.number().int(),
  /** Words that block sending, with what to say instead. */
  blockedWords: z.array(z.object({ word: z.string(), kind: z.string(), replacement: z.string().nullable() })),
  usedBefore: z.boolean(),
})
export type FilledScript = z.infer<typeof filledScriptSchema>

export const listScripts = defineRoute({
  name: 'listScripts',
  summary: 'The script library, filled for a customer when one is named',
  access: 'member',
  query: z.object({ externalUserId: idSchema.optional(), scene: z.enum(scenes).optional() }),
  response: z.object({ scripts: z.array(filledScriptSchema) }),
})
