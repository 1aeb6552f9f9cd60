import type { Script } from '../../../src/domain/scripts/script.ts'

/** A script that anybody may be sent; tests change what they are about. */
export function sampleScript(scriptId: string, changes: Partial<Script> = {}): Script {
  return {
    scriptId,
    title: scriptId,
    step: 'desire',
    stages: [],
    objection: 'none',
    scene: 'single',
    contentType: 'know-how',
    body: '您好',
    variantOf: null,
    weight: 1,
    ...changes,
  }
}
