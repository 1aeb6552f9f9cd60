import { createHash } from 'node:crypto'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { keyText } from './identity-key.ts'
import type { Merge, Suggestion } from './link-planner.ts'

/** What was moved, kept so that the merge can be taken back. */
export async function logMerge(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { keptId, mergedId, key }: Merge,
  details: object,
  at: number,
): Promise<void> {
  await trx
    .insertInto('identityMerge')
    .values({
      mergeId: newId(context, 'merge'),
      keptCustomerId: keptId,
      mergedCustomerId: mergedId,
      ...key,
      outcome: 'merged',
      detailsJson: JSON.stringify(details),
      at,
    })
    .execute()
}

/** One suggestion for each pair and identity, however often the rows come again. */
export async function logSuggestion(
  trx: Database,
  { keptId, mergedId, key }: Suggestion,
  source: string,
  at: number,
): Promise<void> {
  const pair = [keptId, mergedId].sort()
  const hash = createHash('sha256')
    .update(JSON.stringify([...pair, keyText(key)]))
    .digest('hex')
  await trx
    .insertInto('identityMerge')
    .values({
      mergeId: `suggestion_${hash.slice(0, 32)}`,
      keptCustomerId: keptId,
      mergedCustomerId: mergedId,
      ...key,
      outcome: 'suggested',
      detailsJson: JSON.stringify({ source }),
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
