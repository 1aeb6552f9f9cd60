import { hesitatesOver } from '../../actions/triggers/shopping.ts'
import type { CustomerFacts } from '../../customers/facts.ts'
import type { Objection, Script } from '../script.ts'
import { isProven, type ScriptUsage } from './script-usage.ts'

/** What is known of scripts beside their text, for one customer. */
export interface ScriptHistory {
  usedScriptIds: ReadonlySet<string>
  /** A/B: what this customer gets, and what is kept for others. */
  assigned?: ReadonlySet<string>
  setApart?: ReadonlySet<string>
  usage?: ReadonlyMap<string, ScriptUsage>
}

/** 0 = written for the stage, 1 = for all stages, 2 = for others. */
export function stageDistance({ stages }: Pick<Script, 'stages'>, facts: CustomerFacts): number {
  if (stages.includes(facts.lifecycle)) return 0
  return stages.length === 0 ? 1 : 2
}

/** The objections that scripts should answer now, best first. */
export function objectionsInPlay(facts: CustomerFacts): Objection[] {
  return facts.isPriceEnquiry || hesitatesOver(facts) !== null ? ['price', 'none'] : ['none', 'price']
}

/** Silent customers are recalled before anything else; others are not told that they were missed. */
function contentDistance({ contentType }: Script, facts: CustomerFacts): number {
  return (contentType === 'recall') === (facts.cadence === 'silent') ? 0 : 1
}

function distancesOf(script: Script, facts: CustomerFacts, history: ScriptHistory): number[] {
  const { scriptId } = script
  const objections = objectionsInPlay(facts)
  const place = objections.indexOf(script.objection)
  return [
    Number(stageDistance(script, facts) === 2),
    Number(history.setApart?.has(scriptId) ?? false),
    Number(history.usedScriptIds.has(scriptId)),
    stageDistance(script, facts),
    place < 0 ? objections.length : place,
    contentDistance(script, facts),
    Number(!isProven(history.usage?.get(scriptId))),
  ]
}

/**
 * The scripts that fit this customer best first: not of another stage, not another customer's side of an A/B test, not used
 * before, written for the stage, answering the objection in play (price for one who asks or hesitates, else none), fitting
 * the cadence, sold well before, then by id. Independent of the order of `scripts`.
 */
export function rankByFit(
  scripts: readonly Script[],
  facts: CustomerFacts,
  history: ScriptHistory,
): Script[] {
  return scripts
    .map((script) => ({ script, distances: distancesOf(script, facts, history) }))
    .sort((a, b) => {
      const differing = a.distances.findIndex((distance, index) => distance !== b.distances[index])
      if (differing >= 0) return (a.distances[differing] ?? 0) - (b.distances[differing] ?? 0)
      return a.script.scriptId < b.script.scriptId ? -1 : 1
    })
    .map(({ script }) => script)
}
