import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { MappingInvalid } from '../import-failed.ts'
import { checkMapping } from './check-mapping.ts'
import type { ImportKind } from '../../../contract/imports.ts'
import { type Mapping, mappingSchema } from './mapping.ts'
import { readyMappings } from './ready-mappings.ts'

/** A ready mapping by its name, or the JSON file at a path; every bad key is named at once. */
export async function readMapping(kind: ImportKind, nameOrPath: string): Promise<Mapping> {
  const ready = readyMappings[nameOrPath]
  if (ready && ready.kind !== kind)
    throw new MappingInvalid(`mapping ${nameOrPath}: is for ${ready.kind}, not for ${kind}`)
  return parseMapping(kind, ready ? ready.mapping : await readJson(nameOrPath), nameOrPath)
}

/** Checks a mapping for this kind of rows. */
export function parseMapping(kind: ImportKind, value: unknown, name: string): Mapping {
  const parsed = mappingSchema.safeParse(value)
  const problems = parsed.success ? checkMapping(kind, parsed.data) : parsed.error.issues.flatMap(explain)
  if (parsed.success && problems.length === 0) return parsed.data
  const lines = problems.map((problem) => `  ${problem}`)
  throw new MappingInvalid(`mapping ${name}: ${lines.length} bad key(s):\n${lines.join('\n')}`)
}

async function readJson(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const names = Object.keys(readyMappings).join(', ')
    const why = (error as { code?: string }).code ?? String(error)
    throw new MappingInvalid(
      `mapping ${path}: cannot be read (${why}); give a JSON file or one of ${names}`,
      { cause: error },
    )
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (cause) {
    throw new MappingInvalid(`mapping ${path}: is no JSON (${String(cause)})`, { cause })
  }
}

function explain(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const known = Object.keys(mappingSchema.shape).join(', ')
    return issue.keys.map(
      (key) => `${at === '' ? key : `${at}.${key}`}: is no key of a mapping; use ${known}`,
    )
  }
  return [`${at === '' ? 'mapping' : at}: ${issue.message}`]
}
