import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { TagRecord } from './repository.ts'

export type TagAction = 'tag.added' | 'tag.removed' | 'tag.restored'

/** Who did what with which tag; the whole row is kept, so that a removal can be undone. */
export async function recordTagAudit(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  entry: { action: TagAction; actor: string; tag: TagRecord },
): Promise<void> {
  const { action, actor, tag } = entry
  await trx
    .insertInto('audit')
    .values({
      auditId: newId(context, 'aud'),
      at: context.now(),
      actor,
      action,
      subjectKind: 'tag',
      subjectId: tag.tagId,
      detailsJson: JSON.stringify(tag),
    })
    .execute()
}

/** The tag as it was when it was last removed at or after `since`; null when it was not. */
export async function removedTag(db: Database, tagId: string, since: number): Promise<TagRecord | null> {
  const row = await db
    .selectFrom('audit')
    .select('detailsJson')
    .where('subjectKind', '=', 'tag')
    .where('subjectId', '=', tagId)
    .where('action', '=', 'tag.removed')
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .orderBy('auditId', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (JSON.parse(row.detailsJson) as TagRecord) : null
}
