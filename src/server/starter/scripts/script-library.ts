import type { Script } from '../../../domain/scripts/script.ts'
import { actionScripts } from './action.ts'
import { attentionScripts } from './attention.ts'
import { desireScripts } from './desire.ts'
import { interestScripts } from './interest.ts'

/** The library: 15 scripts for each AIDA step, without invented products. */
export const scriptLibrary: readonly Script[] = [
  ...attentionScripts,
  ...interestScripts,
  ...desireScripts,
  ...actionScripts,
]
