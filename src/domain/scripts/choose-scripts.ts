import { hesitatesOver } from '../actions/triggers/shopping.ts'
import type { CustomerFacts } from '../customers/facts.ts'
import { aidaSteps, type AidaStep, type Objection, type Scene, type Script } from './script.ts'

export interface ScriptVariant {
  script: Script
  isUsed: boolean
}

export interface AidaStripStep {
  step: AidaStep
  /** Best first, at most five. */
  variants: ScriptVariant[]
}

const mostVariants = 5
const fewestVariants = 2

/** 0 = written for the stage, 1 = for all stages, 2 = for others. */
function stageDistance({ stages }: Script, facts: CustomerFacts): number {
  if (stages.includes(facts.lifecycle)) return 0
  return stages.length === 0 ? 1 : 2
}

function objectionsInPlay(facts: CustomerFacts): Objection[] {
  return facts.isPriceEnquiry || hesitatesOver(facts) !== null ? ['price', 'none'] : ['none', 'price']
}

/** Silent customers are recalled before anything else; others are not told that they were missed. */
function contentDistance({ contentType }: Script, facts: CustomerFacts): number {
  return (contentType === 'recall') === (facts.cadence === 'silent') ? 0 : 1
}

/**
 * For each of the four steps the two to five variants that fit this customer best: not used before, written for the stage,
 * answering the objection in play (price for one who asks or hesitates, else none), fitting the cadence, then by id.
 * Scripts of other stages only fill up to two. Independent of the order of `scripts`.
 */
export function aidaStrip(
  scripts: readonly Script[],
  facts: CustomerFacts,
  usedScriptIds: readonly string[],
  scene: Scene = 'single',
): AidaStripStep[] {
  const used = new Set(usedScriptIds)
  const objections = objectionsInPlay(facts)
  const objectionDistance = ({ objection }: Script) => {
    const place = objections.indexOf(objection)
    return place < 0 ? objections.length : place
  }
  const distances = (script: Script) => [
    Number(stageDistance(script, facts) === 2),
    Number(used.has(script.scriptId)),
    stageDistance(script, facts),
    objectionDistance(script),
    contentDistance(script, facts),
  ]
  return aidaSteps.map((step) => {
    const ranked = scripts
      .filter((script) => script.step === step && script.scene === scene)
      .map((script) => ({ script, distances: distances(script) }))
      .sort((a, b) => {
        const differing = a.distances.findIndex((distance, index) => distance !== b.distances[index])
        if (differing >= 0) return (a.distances[differing] ?? 0) - (b.distances[differing] ?? 0)
        return a.script.scriptId < b.script.scriptId ? -1 : 1
      })
    const fitting = ranked.filter(({ script }) => stageDistance(script, facts) < 2).length
    const count = Math.min(mostVariants, Math.max(fewestVariants, fitting))
    return {
      step,
      variants: ranked.slice(0, count).map(({ script }) => ({ script, isUsed: used.has(script.scriptId) })),
    }
  })
}
