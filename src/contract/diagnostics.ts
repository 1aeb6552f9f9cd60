import { z } from 'zod'
import { defineRoute } from './route.ts'

/** What is looked at, in the order it is shown: what comes first is mended first. */
export const checkIds = [
  'config',
  'database',
  'token',
  'ip',
  'clock',
  'tickets',
  'customerContact',
  'visibleRange',
  'callback',
  'trustedDomain',
  'recentErrors',
] as const
export type CheckId = (typeof checkIds)[number]

/** `broken`: somebody has to mend it; `warning`: works for now; `unknown`: could not be looked at. */
export const checkStatuses = ['ok', 'warning', 'broken', 'unknown'] as const
export type CheckStatus = (typeof checkStatuses)[number]

/** What to change and where in the WeCom admin console (or in the configuration), in the order of the steps. */
export const cureSchema = z.object({
  title: z.string(),
  cause: z.string(),
  steps: z.array(z.string()).min(1),
})
export type Cure = z.infer<typeof cureSchema>

export const checkSchema = z.object({
  id: z.enum(checkIds),
  title: z.string(),
  status: z.enum(checkStatuses),
  /** One sentence: what was found. */
  detail: z.string(),
  /** WeCom's error code when it is one. */
  errcode: z.number().int().nullable(),
  /** Present unless `status` is `ok`, where something can be done. */
  cure: cureSchema.nullable(),
})
export type Check = z.infer<typeof checkSchema>

/** An error of WeCom that an administrator has to mend, one row a code and API path. */
export const faultSchema = z.object({
  apiPath: z.string(),
  errcode: z.number().int(),
  count: z.number().int().min(1),
  firstAt: z.number(),
  lastAt: z.number(),
  /** The same API has answered since, or it has not happened for a day. */
  isMended: z.boolean(),
  cure: cureSchema,
})
export type Fault = z.infer<typeof faultSchema>

export const diagnosticsSchema = z.object({
  checkedAt: z.number(),
  /** The worst of the checks; `unknown` counts as `ok`. */
  verdict: z.enum(['ok', 'warning', 'broken']),
  checks: z.array(checkSchema),
  /** Newest first, at most 50. */
  faults: z.array(faultSchema),
  /** What the WeCom admin console wants typed in, to copy. */
  addresses: z.array(z.object({ label: z.string(), value: z.string() })),
  /** The configuration with every secret masked. */
  settings: z.array(z.object({ key: z.string(), value: z.string() })),
})
export type Diagnostics = z.infer<typeof diagnosticsSchema>

export const getDiagnostics = defineRoute({
  name: 'getDiagnostics',
  summary: 'Checks the configuration, the database and WeCom, and says what to change where',
  access: 'member',
  roles: ['operator', 'admin'],
  response: diagnosticsSchema,
})
