import { findScript, handOverScripts, ownScripts, publishedScripts, scriptLabels } from './repository.ts'

export type ScriptLibrary = ReturnType<typeof createScriptLibrary>

/** The scripts as they are written, without a customer: what touches and the timeline read. */
export function createScriptLibrary() {
  return {
    find: findScript,
    published: publishedScripts,
    ownOf: ownScripts,
    labelsOf: scriptLabels,
    handOver: handOverScripts,
  }
}
