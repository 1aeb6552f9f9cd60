import type { Script } from '../../../domain/scripts/script.ts'
import { actionScripts } from './action.ts'
import { attentionScripts } from './attention.ts'
import { desireScripts } from './desire.ts'
import { interestScripts } from './interest.ts'

/** The library: 60 scripts over the four AIDA steps, without invented products. */
export const scriptLibrary: readonly Script[] = [
  ...attentionScripts,
  ...interestScripts,
  ...desireScripts,
  ...actionScripts,
]
