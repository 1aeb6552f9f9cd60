import { latestAudit } from '../audit/latest.ts'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { TagRecord } from './repository.ts'

export type TagAction = 'tag.added' | 'tag.removed' | 'tag.restored'

/** Who did what with which tag; the whole row is kept, so that a removal can be undone. */
export function recordTagAudit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { action, actor, tag }: { action: TagAction; actor: string; tag: TagRecord },
): Promise<void> {
  const { tagId, customerId } = tag
  const subject = { subjectKind: 'tag', subjectId: tagId, customerId }
  return recordAudit(trx, context, { at: context.now(), actor, action, ...subject, details: tag })
}

/** The tag as it was when it was last removed at or after `since`; null when it was not. */
export async function removedTag(db: Database, tagId: string, since: number): Promise<TagRecord | null> {
  const details = await latestAudit(db, 'tag.removed', { subjectKind: 'tag', subjectId: tagId }, since)
  return details as TagRecord | null
}
