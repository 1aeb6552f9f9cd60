import type { Tag } from '../../contract/tags.ts'
import { corpEvidence } from '../corp-tags/evidence.ts'
import { isFollower } from '../corp-tags/followers.ts'
import { corpTagsNamed } from '../corp-tags/known-tags.ts'
import { dropFailed, wish } from '../corp-tags/wishes.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { retryTransient } from '../db/retry-transient.ts'
import { AppError } from '../http/app-error.ts'
import { recordTagAudit, removedTag } from './audit.ts'
import { pullOwnTag, pushOwnTag } from './own-tags.ts'
import { deleteTags, findManualTag, findTag, findTagLike, insertTags, type TagRecord } from './repository.ts'
import { storedTag, withoutAge } from './shown-tags.ts'
import { readTagGroups } from './store-rules.ts'
import { corpTagOf, readSync } from './sync.ts'

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

/**
 * Tags that advisors give and take by hand: those of the store's list for everybody, the company's for their own entry in
 * WeCom. Each change locks the customer's row, leaves an entry in the audit, and what WeCom is to be told in the outbox.
 */
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
  async function shown(trx: Database, row: TagRecord, userId: string): Promise<Tag> {
    const syncOf = await readSync(trx, [row], { customerId: row.customerId, userId, asOf: now() })
    const moment = { asOf: now(), timeZone: config.timeZone }
    return withoutAge(storedTag(row, moment, new Map(), syncOf(row)))
  }
  const given = (customerId: string, name: string): TagRecord => ({
    tagId: newId(context, 'tag'),
    customerId,
    userId: null,
    name,
    source: 'manual',
    kind: 'fact',
    evidence: '',
    confidence: null,
    ruleKey: null,
    createdAt: now(),
    expiresAt: null,
  })

  /** The tag of this name that the actor may give: of the store's list, else of the company's. */
  async function chosen(trx: Database, { customerId, actor }: TagEdit, name: string): Promise<TagRecord> {
    const groups = await readTagGroups(trx)
    const tag = given(customerId, name)
    if (groups.some(({ names }) => names.includes(name))) return { ...tag, evidence: `顾问${actor.name}添加` }
    const [corp] = await corpTagsNamed(trx, [name])
    if (!corp || !(await isFollower(trx, customerId, actor.userId)))
      throw new AppError('tag_not_allowed', { details: { name } })
    return { ...tag, userId: actor.userId, source: 'corp', evidence: corpEvidence(corp.groupName) }
  }

  /** Has WeCom told that the actor's entry is to carry the tag. A lead who does not follow has no entry there. */
  async function push(trx: Database, tag: TagRecord, userId: string, isKnown: boolean): Promise<void> {
    const { customerId, name } = tag
    if (!(await isFollower(trx, customerId, userId))) return
    if (tag.source === 'corp') {
      const corp = corpTagOf(tag, await corpTagsNamed(trx, [name]))
      if (!corp) return
      const { corpTagId, groupName } = corp
      const marked = { customerId, userId, groupName, name, corpTagId, wanted: 'add' as const }
      return wish(trx, context, marked, isKnown)
    }
    await pushOwnTag(trx, context, { customerId, userId, name }, { isKnown })
  }

  /** Has WeCom told that the tag is gone, for all on whose entries it was put. */
  async function pull(trx: Database, tag: TagRecord): Promise<void> {
    const { customerId, name, userId } = tag
    if (tag.source === 'corp' && userId !== null) {
      const corp = corpTagOf(tag, await corpTagsNamed(trx, [name]))
      if (!corp) return dropFailed(trx, { customerId, userId, name, evidence: tag.evidence })
      const { corpTagId, groupName } = corp
      return wish(trx, context, { customerId, userId, groupName, name, corpTagId, wanted: 'remove' })
    }
    await pullOwnTag(trx, context, customerId, name)
  }

  return {
    add(edit: TagEdit, name: string): Promise<Tag> {
      const { customerId, actor } = edit
      return locked(customerId, async (trx) => {
        const tag = await chosen(trx, edit, name)
        const known = await (tag.source === 'corp'
          ? findTagLike(trx, customerId, tag)
          : findManualTag(trx, customerId, name))
        if (!known) {
          await insertTags(trx, [tag])
          await recordTagAudit(trx, context, { action: 'tag.added', actor: actor.userId, tag })
        }
        await push(trx, known ?? tag, actor.userId, known !== undefined)
        return shown(trx, known ?? tag, actor.userId)
      })
    },

    remove({ customerId, actor }: TagEdit, tagId: string) {
      return locked(customerId, async (trx) => {
        const tag = await findTag(trx, customerId, tagId)
        if (!tag || (tag.userId !== null && tag.userId !== actor.userId)) throw new AppError('not_found')
        if (!(await shown(trx, tag, actor.userId)).isRemovable) throw new AppError('tag_read_only')
        await deleteTags(trx, [tagId])
        await pull(trx, tag)
        await recordTagAudit(trx, context, { action: 'tag.removed', actor: actor.userId, tag })
        return { tagId, name: tag.name, restorableUntil: now() + restorableMs }
      })
    },

    /** Restoring what is there already changes nothing; what was removed too long ago is `not_found`. */
    restore({ customerId, actor }: TagEdit, tagId: string): Promise<Tag> {
      return locked(customerId, async (trx) => {
        const removed = await removedTag(trx, tagId, now() - restorableMs)
        if (!removed || removed.customerId !== customerId) throw new AppError('not_found')
        if (removed.userId !== null && removed.userId !== actor.userId) throw new AppError('not_found')
        const known = await (removed.source === 'corp'
          ? findTagLike(trx, customerId, removed)
          : findManualTag(trx, customerId, removed.name))
        if (known) return shown(trx, known, actor.userId)
        await insertTags(trx, [removed])
        await push(trx, removed, actor.userId, false)
        await recordTagAudit(trx, context, { action: 'tag.restored', actor: actor.userId, tag: removed })
        return shown(trx, removed, actor.userId)
      })
    },
  }
}
