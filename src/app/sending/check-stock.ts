import { toApiError, type ApiClient, type ApiError } from '../api.ts'
import { scarcityClaims, unbackedClaims } from '../../domain/scripts/scarcity/scarcity-claims.ts'
import type { ScriptOrder } from './send-script.ts'

/** What keeps a text that counts the stock from going out. */
export type StockProblem = { is: 'passed'; reason: string } | { is: 'unasked'; error: ApiError }

/**
 * Asks the server anew whether the text still counts what is there, before WeCom is asked to take it (OFF-18); null = it
 * does, or it counts nothing.
 */
export async function stockProblem(
  api: Pick<ApiClient, 'listScripts'>,
  { text, scriptId, target: { externalUserId } }: Pick<ScriptOrder, 'text' | 'scriptId' | 'target'>,
): Promise<StockProblem | null> {
  if (scarcityClaims(text).length === 0) return null
  try {
    const { scripts } = await api.listScripts({ query: { externalUserId } })
    const fresh = scripts.find((script) => script.scriptId === scriptId)
    const stock = fresh?.stock ?? null
    if (unbackedClaims(text, (count) => count === stock?.count).length === 0) return null
    const reason =
      stock === null ? (fresh?.missingReasons[0] ?? '没有实时库存') : `现在的余量是 ${stock.count}`
    return { is: 'passed', reason }
  } catch (failure) {
    return { is: 'unasked', error: toApiError(failure) }
  }
}
