import type { NameChanges, TagNameChange } from '../../../domain/tags/name-changes.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { type OwnedTag, ownedTags } from '../repository.ts'
import { insertEdit, type WantedEdit } from './repository.ts'

/** What WeCom is not told of: it was made by somebody else there, or is still wanted for something else here. */
export interface LeftAlone {
  groupName: string
  /** Null = the group itself. */
  name: string | null
  why: 'foreign' | 'in-use'
}

export interface EditPlan {
  editIds: string[]
  left: LeftAlone[]
}

interface Standing {
  wanted: WantedEdit
  isOurs: boolean
}

function tagStandings(all: readonly OwnedTag[], { group, from, to }: TagNameChange): Standing[] {
  return all
    .filter(({ name, groupName }) => name === from && (group === null || groupName === group))
    .map(({ corpTagId, groupName, isOurs }) => ({
      wanted: {
        kind: to === null ? 'delete-tag' : 'rename-tag',
        targetId: corpTagId,
        groupName,
        fromName: from,
        toName: to,
      },
      isOurs,
    }))
}

/** A group is renamed only when nobody else has made it or a tag in it. */
function groupStandings(all: readonly OwnedTag[], { from, to }: { from: string; to: string }): Standing[] {
  const groupIds = new Set(all.filter(({ groupName }) => groupName === from).map(({ groupId }) => groupId))
  return [...groupIds].map((groupId) => ({
    wanted: { kind: 'rename-group', targetId: groupId, groupName: from, fromName: from, toName: to },
    isOurs: all
      .filter((tag) => tag.groupId === groupId)
      .every(({ isOurs, isGroupOurs }) => isOurs && isGroupOurs),
  }))
}

/** What was pushed or waits goes on under the new name; what waits under a removed one would make it anew. */
async function followName(trx: Database, { group, from, to }: TagNameChange): Promise<void> {
  const pushes = await trx
    .selectFrom('corpTagPush')
    .select('pushId')
    .where('corpTagId', 'is', null)
    .where('name', '=', from)
    .$if(group !== null, (query) => query.where('groupName', '=', group ?? ''))
    .$if(to === null, (query) =>
      query.where('status', '=', 'pending').where('wanted', '=', 'add').where('claimedBy', 'is', null),
    )
    .execute()
  for (const { pushId } of pushes)
    if (to === null) await trx.deleteFrom('corpTagPush').where('pushId', '=', pushId).execute()
    else await trx.updateTable('corpTagPush').set({ name: to }).where('pushId', '=', pushId).execute()
}

/**
 * Stores what is to become of the company's tags after the store changed its lists, in the transaction that changes them.
 * Only what this app made is edited. `inUse`: names that the store goes on using elsewhere; those stay.
 */
export async function planEdits(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  { groups, tags }: NameChanges,
  inUse: ReadonlySet<string>,
): Promise<EditPlan> {
  const all = await ownedTags(trx)
  const plan: EditPlan = { editIds: [], left: [] }

  async function take({ wanted, isOurs }: Standing, isInUse: boolean): Promise<void> {
    const { kind, groupName, fromName } = wanted
    const name = kind === 'rename-group' ? null : fromName
    if (isOurs && !isInUse) plan.editIds.push(await insertEdit(trx, context, wanted))
    else plan.left.push({ groupName, name, why: isOurs ? 'in-use' : 'foreign' })
  }

  for (const change of tags) {
    const isInUse = inUse.has(change.from)
    for (const standing of tagStandings(all, change)) await take(standing, isInUse)
    if (!isInUse) await followName(trx, change)
  }
  for (const change of groups) {
    for (const standing of groupStandings(all, change)) await take(standing, false)
    await trx
      .updateTable('corpTagPush')
      .set({ groupName: change.to })
      .where('corpTagId', 'is', null)
      .where('groupName', '=', change.from)
      .execute()
  }
  return plan
}
