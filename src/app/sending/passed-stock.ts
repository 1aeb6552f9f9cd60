import type { FilledScript } from '../../contract/scripts.ts'
import { liveStock } from '../../domain/scripts/scarcity/live-stock.ts'
import { liveVariables } from '../../domain/scripts/scarcity/scarcity-claims.ts'

/** The script as the server would give it at `now`, once its stock is too old to be named (OFF-18): without a text. */
export function withoutPassedStock(script: FilledScript, now: number): FilledScript {
  const { stock } = script
  if (stock === null) return script
  const live = liveStock({ stock: stock.count, updatedAt: stock.at }, now)
  if (live.isLive) return script
  const isLiveName = (name: string): boolean => liveVariables.some((variable) => variable === name)
  const variables = script.variables.filter(({ name }) => !isLiveName(name))
  const gone = script.variables.filter(({ name }) => isLiveName(name)).map(({ name }) => name)
  return {
    ...script,
    text: null,
    stock: null,
    variables,
    filledCount: variables.length,
    missing: [...script.missing, ...gone],
    missingReasons: [...script.missingReasons, live.reason],
  }
}
