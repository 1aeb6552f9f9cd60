import type { Database } from '../../db/connect.ts'
import type { IsApart } from '../link-planner.ts'

const pairOf = (one: string, other: string) => [one, other].sort().join(' ')

/** These customers and all that were merged into them, each with the one it belongs to now. */
export async function withMerged(db: Database, customerIds: readonly string[]): Promise<Map<string, string>> {
  const owners = new Map(customerIds.map((id) => [id, id]))
  let open = [...customerIds]
  while (open.length > 0) {
    const rows = await db
      .selectFrom('identityMerge')
      .select(['keptCustomerId', 'mergedCustomerId'])
      .where('keptCustomerId', 'in', open)
      .where('outcome', '=', 'merged')
      .execute()
    open = []
    for (const { keptCustomerId, mergedCustomerId } of rows) {
      if (mergedCustomerId === null || owners.has(mergedCustomerId)) continue
      owners.set(mergedCustomerId, owners.get(keptCustomerId) ?? keptCustomerId)
      open.push(mergedCustomerId)
    }
  }
  return owners
}

/** A person undid the merge of these pairs: no identity that both name merges them again. Null when there is none. */
export async function pairsApart(db: Database, customerIds: readonly string[]): Promise<IsApart | null> {
  if (customerIds.length < 2) return null
  const owners = await withMerged(db, customerIds)
  const rows = await db
    .selectFrom('identityMerge')
    .select(['keptCustomerId', 'mergedCustomerId'])
    .where('outcome', '=', 'undone')
    .where('keptCustomerId', 'in', [...owners.keys()])
    .execute()
  const pairs = new Set(
    rows.flatMap(({ keptCustomerId, mergedCustomerId }) => {
      const one = owners.get(keptCustomerId)
      const other = owners.get(mergedCustomerId ?? '')
      return one === undefined || other === undefined || one === other ? [] : [pairOf(one, other)]
    }),
  )
  return pairs.size === 0 ? null : (one, other) => pairs.has(pairOf(one, other))
}
