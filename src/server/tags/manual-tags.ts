import type { Tag } from '../../contract/tags.ts'
import { isAllowedTag } from '../../domain/tags/allowed-tags.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { recordTagAudit, removedTag } from './audit.ts'
import { deleteTags, findManualTag, findTag, insertTags, type TagRecord } from './repository.ts'
import { storedTag, withoutAge } from './shown-tags.ts'
import { readTagGroups } from './store-rules.ts'

/** The panel offers to undo for 10 s; a slow network gets the rest. */
export const restorableMs = 60_000

/** Whose tag is changed, and by whom. */
export interface TagEdit {
  customerId: string
  actor: { userId: string; name: string }
}

export interface ManualTagNeeds {
  customers: { lock: (trx: Database, customerId: string) => Promise<void> }
}

/** Tags that advisors give and take by hand. Each change locks the customer's row and leaves an entry in the audit. */
export function createManualTags(context: ServerContext, { customers }: ManualTagNeeds) {
  const { db, now, config } = context

  function locked<T>(customerId: string, work: (trx: Database) => Promise<T>): Promise<T> {
    return retryTransient(() =>
      db.transaction().execute(async (trx) => {
        await customers.lock(trx, customerId)
        return work(trx)
      }),
    )
  }
  const shown = (row: TagRecord): Tag =>
    withoutAge(storedTag(row, { asOf: now(), timeZone: config.timeZone }))

  return {
    async add({ customerId, actor }: TagEdit, name: string): Promise<Tag> {
      if (!isAllowedTag(name, await readTagGroups(db)))
        throw new AppError('tag_not_allowed', { details: { name } })
      return locked(customerId, async (trx) => {
        const known = await findManualTag(trx, customerId, name)
        if (known) return shown(known)
        const tag: TagRecord = {
          tagId: newId(context, 'tag'),
          customerId,
          userId: null,
          name,
          source: 'manual',
          kind: 'fact',
          evidence: `顾问${actor.name}添加`,
          confidence: null,
          ruleKey: null,
          createdAt: now(),
          expiresAt: null,
        }
        await insertTags(trx, [tag])
        await recordTagAudit(trx, context, { action: 'tag.added', actor: actor.userId, tag })
        return shown(tag)
      })
    },

    remove({ customerId, actor }: TagEdit, tagId: string) {
      return locked(customerId, async (trx) => {
        const tag = await findTag(trx, customerId, tagId)
        if (!tag || (tag.userId !== null && tag.userId !== actor.userId)) throw new AppError('not_found')
        if (tag.source !== 'manual') throw new AppError('tag_read_only')
        await deleteTags(trx, [tagId])
        await recordTagAudit(trx, context, { action: 'tag.removed', actor: actor.userId, tag })
        return { tagId, name: tag.name, restorableUntil: now() + restorableMs }
      })
    },

    /** Restoring what is there already changes nothing; what was removed too long ago is `not_found`. */
    restore({ customerId, actor }: TagEdit, tagId: string): Promise<Tag> {
      return locked(customerId, async (trx) => {
        const removed = await removedTag(trx, tagId, now() - restorableMs)
        if (!removed || removed.customerId !== customerId) throw new AppError('not_found')
        const known = await findManualTag(trx, customerId, removed.name)
        if (known) return shown(known)
        await insertTags(trx, [removed])
        await recordTagAudit(trx, context, { action: 'tag.restored', actor: actor.userId, tag: removed })
        return shown(removed)
      })
    },
  }
}
