import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema } from './values.ts'

export const importKinds = ['orders', 'events', 'customers', 'products'] as const
export type ImportKind = (typeof importKinds)[number]

export const importStates = ['uploaded', 'started', 'finished', 'failed', 'stopped', 'lapsed'] as const
export type ImportState = (typeof importStates)[number]

const importRoles = ['operator', 'admin'] as const

export const importSchema = z.object({
  importId: z.string(),
  fileName: z.string(),
  fileBytes: z.number().int(),
  uploadedAt: z.number(),
  uploadedBy: z.string(),
  /** `lapsed`: nobody started it within a day, and the file was removed. */
  state: z.enum(importStates),
  kind: z.enum(importKinds).nullable(),
  /** A ready one, `own` or `custom`. */
  mappingName: z.string().nullable(),
  startedAt: z.number().nullable(),
  finishedAt: z.number().nullable(),
  /** The same content was imported before: nothing was done, the counts are those of then. */
  isKnown: z.boolean(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  rejected: z.number().int(),
  /** How much of the file is stored. */
  doneBytes: z.number().int(),
  hasRejects: z.boolean(),
  problem: z.string().nullable(),
})
export type ImportFile = z.infer<typeof importSchema>

/** How the file's columns are meant: a ready mapping by its name, one as a mapping file has it, or the contract's own names. */
export const mappingChoiceSchema = z.union([
  z.object({ ready: z.string().max(40) }),
  z.object({ custom: z.record(z.string(), z.unknown()) }),
  z.object({ own: z.literal(true) }),
])
export type MappingChoice = z.infer<typeof mappingChoiceSchema>

const plannedSchema = z.object({ kind: z.enum(importKinds), mapping: mappingChoiceSchema })

export const importPreviewSchema = z.object({
  /** Why the file can't be read this way; null when it can. */
  problem: z.string().nullable(),
  /** The cells of its first line. */
  header: z.array(z.string()),
  rows: z.array(
    z.object({
      line: z.number().int(),
      /** As it would be stored; null when it would be rejected. */
      row: z.record(z.string(), z.unknown()).nullable(),
      problem: z.string().nullable(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

export const listImports = defineRoute({
  name: 'listImports',
  summary: 'Files uploaded for import, latest first: who, when, how far, and what became of their rows',
  access: 'member',
  roles: importRoles,
  response: z.object({
    imports: z.array(importSchema),
    ready: z.array(z.object({ name: z.string(), kind: z.enum(importKinds) })),
    limitBytes: z.number().int(),
  }),
})

export const uploadImport = defineRoute({
  name: 'uploadImport',
  summary: 'Takes a file as application/octet-stream, to be imported later; nothing of it is stored yet',
  access: 'member',
  roles: importRoles,
  query: z.object({ fileName: z.string().trim().min(1).max(200) }),
  response: z.object({ import: importSchema }),
})

export const previewImport = defineRoute({
  name: 'previewImport',
  summary: 'The first rows of an uploaded file as they would be stored, or why they would not',
  access: 'member',
  roles: importRoles,
  params: z.object({ importId: idSchema }),
  body: plannedSchema,
  response: importPreviewSchema,
})

export const startImport = defineRoute({
  name: 'startImport',
  summary: 'Starts the import of an uploaded file in the background; once',
  access: 'member',
  roles: importRoles,
  params: z.object({ importId: idSchema }),
  body: plannedSchema,
  response: z.object({ import: importSchema }),
})

export const stopImport = defineRoute({
  name: 'stopImport',
  summary: 'Stops an import and removes its file; rows that are stored stay',
  access: 'member',
  roles: importRoles,
  params: z.object({ importId: idSchema }),
  body: z.object({}),
  response: z.object({ import: importSchema }),
})

export const getImportRejects = defineRoute({
  name: 'getImportRejects',
  summary:
    'The rejected rows as CSV to mend and import again: line, reason, and the row as it stood in the file',
  access: 'member',
  roles: importRoles,
  params: z.object({ importId: idSchema }),
  response: z.unknown(),
})
