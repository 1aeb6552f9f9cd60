import type { ImportKind, MappingChoice } from '../../../contract/imports.ts'
import { AppError } from '../../http/app-error.ts'
import { MappingInvalid } from '../import-failed.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { parseMapping } from '../mapping/read-mapping.ts'
import { readyMappings } from '../mapping/ready-mappings.ts'
import { reasonInChinese } from './reasons.ts'

export interface ChosenMapping {
  name: string
  mapping: Mapping | null
}

/** The mapping that a member chose, checked for this kind of rows; never one of a file on the server. */
export function chosenMapping(kind: ImportKind, choice: MappingChoice): ChosenMapping {
  if ('own' in choice) return { name: 'own', mapping: null }
  if ('custom' in choice) return { name: 'custom', mapping: parseMapping(kind, choice.custom, 'custom') }
  const ready = Object.hasOwn(readyMappings, choice.ready) ? readyMappings[choice.ready] : undefined
  if (ready?.kind !== kind) throw new MappingInvalid(`mapping ${choice.ready}: is none for ${kind}`)
  return { name: choice.ready, mapping: parseMapping(kind, ready.mapping, choice.ready) }
}

/** The same for somebody who asks for an import: one that can't be used is refused in words of the store. */
export function chosenOrRefused(kind: ImportKind, choice: MappingChoice): ChosenMapping {
  try {
    return chosenMapping(kind, choice)
  } catch (error) {
    if (!(error instanceof MappingInvalid)) throw error
    throw new AppError('import_refused', { message: reasonInChinese(error.message), cause: error })
  }
}
