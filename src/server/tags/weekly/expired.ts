import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { inParts } from '../../db/in-parts.ts'
import { pullOwnTag } from '../own-tags.ts'

type Context = Pick<ServerContext, 'db' | 'now' | 'randomBytes'>

/** What the customer told of themselves is marked in WeCom too; other sources that expire are not. */
const markedSource = 'customer'

async function drop(trx: Database, context: Context, tagIds: readonly string[], before: number) {
  const dropped = await trx
    .deleteFrom('customerTag')
    .where('tagId', 'in', tagIds)
    .where('expiresAt', '<', before)
    .returning(['customerId', 'name', 'source'])
    .execute()
  for (const { customerId, name, source } of dropped)
    if (source === markedSource) await pullOwnTag(trx, context, customerId, name)
  return dropped.length
}

/** Drops the tags that expired before an instant, in short transactions that let others write; answers how many. */
export function dropExpiredTags(context: Context, before: number): Promise<number> {
  const { db } = context
  return inParts(
    async (limit) => {
      const rows = await db
        .selectFrom('customerTag')
        .select('tagId')
        .where('expiresAt', '<', before)
        .limit(limit)
        .execute()
      return rows.map(({ tagId }) => tagId)
    },
    (tagIds) => db.transaction().execute((trx) => drop(trx, context, tagIds, before)),
  )
}
