import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { pullOwnTag } from '../own-tags.ts'

type Context = Pick<ServerContext, 'db' | 'now' | 'randomBytes'>

/** Rows that are looked for without a lock and dropped together. */
const partSize = 500
const pause = () => new Promise((resolve) => setTimeout(resolve, 2))

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
export async function dropExpiredTags(context: Context, before: number): Promise<number> {
  const { db } = context
  let dropped = 0
  for (;;) {
    const rows = await db
      .selectFrom('customerTag')
      .select('tagId')
      .where('expiresAt', '<', before)
      .limit(partSize)
      .execute()
    if (rows.length === 0) return dropped
    const tagIds = rows.map(({ tagId }) => tagId)
    dropped += await retryTransient(() =>
      db.transaction().execute((trx) => drop(trx, context, tagIds, before)),
    )
    await pause()
  }
}
