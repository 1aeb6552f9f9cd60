import { z } from 'zod'
import { defineRoute } from './route.ts'

export const contactImportSchema = z.object({
  /** `none`: nothing was ever read. `running`: begun and not ended, also while it waits to be tried again. */
  status: z.enum(['none', 'running', 'finished']),
  /** The nightly comparison reads everything once more. */
  kind: z.enum(['import', 'reconciliation']).nullable(),
  membersTotal: z.number().int(),
  membersDone: z.number().int(),
  /** Customers of members: one whom two of them follow counts twice. */
  contacts: z.number().int(),
  /** Members whose customers could not be read. */
  failures: z.number().int(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** When everything was read for the first time. */
  importedAt: z.number().nullable(),
  /** Why it stopped before its end, with WeCom's code; the diagnostics say what to do. */
  problem: z.string().nullable(),
})
export type ContactImport = z.infer<typeof contactImportSchema>

export const getContactImport = defineRoute({
  name: 'getContactImport',
  summary: 'How far the customers of all members have been read from WeCom',
  access: 'member',
  roles: ['operator', 'admin'],
  response: contactImportSchema,
})
