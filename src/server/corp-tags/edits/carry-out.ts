import type { ServerContext } from '../../context.ts'
import { reactionTo, WecomRefused, WecomUnreachable } from '../../wecom/answer.ts'
import type { WecomClient } from '../../wecom/client.ts'
import { deleteCorpTag, renameCorpTag } from '../../wecom/corp-tags.ts'
import type { Mirror } from '../mirror.ts'
import { ownedTags } from '../repository.ts'
import { claimEdit, type CorpTagEdit, type EditStatus, editsOf, settleEdit } from './repository.ts'

const second = 1000
const minute = 60 * second
/** Pauses after the first, second … attempt that another one may mend. */
const pausesMs = [2 * second, 10 * second, minute, 5 * minute, 30 * minute, 120 * minute]
const claimMs = 90_000
const noSuchTag = 40068

interface End {
  status: EditStatus
  errcode: number | null
  dueAt?: number
}

interface Standing {
  name: string
  isOurs: boolean
}

export type Edits = ReturnType<typeof createEdits>

/** Renames and deletes corp tags of ours in WeCom. What somebody else has changed there meanwhile is left to them. */
export function createEdits(
  { db, now, log }: Pick<ServerContext, 'db' | 'now' | 'log'>,
  { client, mirror }: { client: WecomClient; mirror: Mirror },
  owner: string,
) {
  /** The tag or group as WeCom has it now; undefined = it is gone. */
  async function standing({ kind, targetId }: CorpTagEdit): Promise<Standing | undefined> {
    await mirror.refresh()
    const all = await ownedTags(db)
    if (kind !== 'rename-group') return all.find(({ corpTagId }) => corpTagId === targetId)
    const own = all.filter(({ groupId }) => groupId === targetId)
    const [first] = own
    const isOurs = own.every((tag) => tag.isOurs && tag.isGroupOurs)
    return first && { name: first.groupName, isOurs }
  }

  async function carryOut(edit: CorpTagEdit): Promise<End> {
    const { targetId, fromName, toName } = edit
    const found = await standing(edit)
    if (!found) return { status: toName === null ? 'done' : 'changed', errcode: null }
    if (toName !== null && found.name === toName) return { status: 'done', errcode: null }
    if (found.name !== fromName) return { status: 'changed', errcode: null }
    if (!found.isOurs) return { status: 'foreign', errcode: null }
    if (toName === null) await deleteCorpTag(client, targetId)
    else await renameCorpTag(client, targetId, toName)
    // No callback tells of what the API changed.
    await mirror.refresh()
    return { status: 'done', errcode: null }
  }

  function later({ attempts }: CorpTagEdit, errcode: number | null): End {
    const pauseMs = pausesMs[attempts - 1]
    return pauseMs === undefined
      ? { status: 'failed', errcode }
      : { status: 'pending', errcode, dueAt: now() + pauseMs }
  }

  async function endOf(edit: CorpTagEdit): Promise<End> {
    try {
      return await carryOut(edit)
    } catch (error) {
      if (error instanceof WecomUnreachable) return later(edit, null)
      if (!(error instanceof WecomRefused)) throw error
      const { errcode } = error
      // Gone between the reading and the edit: the next reading shows it.
      if (errcode === noSuchTag || reactionTo(errcode) !== 'fail') return later(edit, errcode)
      return { status: 'failed', errcode }
    }
  }

  return {
    /** One after the other, in the order in which they were wanted. */
    async carryOutDue(isStopped: () => boolean = () => false): Promise<void> {
      while (!isStopped()) {
        const asOf = now()
        const edit = await claimEdit(db, { owner, asOf, until: asOf + claimMs })
        if (!edit) return
        const end = await endOf(edit)
        const { status, errcode } = end
        if (status !== 'done') log.warn({ kind: edit.kind, status, errcode }, 'corp tag not edited')
        await settleEdit(db, edit, { ...end, settledAt: status === 'pending' ? null : now() })
      }
    },

    ofIds: (editIds: readonly string[]) => editsOf(db, editIds),
  }
}
