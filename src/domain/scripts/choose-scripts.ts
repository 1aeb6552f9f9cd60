import type { CustomerFacts } from '../customers/facts.ts'
import { isProposable } from './complaint-pause.ts'
import { rankByFit, stageDistance, type ScriptHistory } from './fit/script-fit.ts'
import { aidaSteps, type AidaStep, type Scene, type Script } from './script.ts'

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

/**
 * For each of the four steps the two to five variants that fit this customer best (`rankByFit`). Scripts of other stages and
 * another customer's side of an A/B test only fill up to two. While a complaint is open only what serves is there, and a
 * step may be empty (NBA-02). Independent of the order of `scripts`.
 */
export function aidaStrip(
  scripts: readonly Script[],
  facts: CustomerFacts,
  history: ScriptHistory,
  scene: Scene = 'single',
): AidaStripStep[] {
  const isFitting = (script: Script) =>
    stageDistance(script, facts) < 2 && !(history.setApart?.has(script.scriptId) ?? false)
  return aidaSteps.map((step) => {
    const ofStep = scripts.filter(
      (script) => script.step === step && script.scene === scene && isProposable(script, facts),
    )
    const ranked = rankByFit(ofStep, facts, history)
    const count = Math.min(mostVariants, Math.max(fewestVariants, ranked.filter(isFitting).length))
    return {
      step,
      variants: ranked
        .slice(0, count)
        .map((script) => ({ script, isUsed: history.usedScriptIds.has(script.scriptId) })),
    }
  })
}
