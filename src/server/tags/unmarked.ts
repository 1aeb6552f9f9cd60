import type { UnmarkedTag } from '../corp-tags/unmarked.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { recordTagAudit } from './audit.ts'
import { deleteTags, findManualTag } from './repository.ts'

/**
 * Removes the store's own copy of tags that a follower took off in WeCom; the customer's row is locked. What the customer
 * told of herself stays, and nothing is pushed.
 */
export async function removeUnmarked(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  customerId: string,
  unmarked: readonly UnmarkedTag[],
): Promise<void> {
  for (const { userId, name } of unmarked) {
    const tag = await findManualTag(trx, customerId, name)
    if (!tag) continue
    await deleteTags(trx, [tag.tagId])
    await recordTagAudit(trx, context, { action: 'tag.removed', actor: userId, tag })
  }
}
