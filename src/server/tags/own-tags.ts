import { corpEvidence } from '../corp-tags/evidence.ts'
import { followerFor } from '../corp-tags/followers.ts'
import { corpTagsNamed } from '../corp-tags/known-tags.ts'
import { answerGroup } from '../corp-tags/own-groups.ts'
import { wish, wishGone } from '../corp-tags/wishes.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { deleteTags, findTagLike, hasOwnTag } from './repository.ts'
import { readTagGroups } from './store-rules.ts'

type Context = Pick<ServerContext, 'now' | 'randomBytes'>

/** A tag of the store's own, on whose entry it is to be. */
export interface OwnTag {
  customerId: string
  userId: string
  name: string
}

/** The group that a tag of the store's own stands in: of the store's list, else where WeCom has one of this name. */
async function groupOf(trx: Database, name: string, otherwise: string | null): Promise<string | null> {
  const listed = (await readTagGroups(trx)).find(({ names }) => names.includes(name))
  if (listed) return listed.group
  const [known] = await corpTagsNamed(trx, [name])
  return known?.groupName ?? otherwise
}

/** Has WeCom told of a tag of the store's own; of one that stands nowhere and has no group of its own it is told nothing. */
export async function pushOwnTag(
  trx: Database,
  context: Context,
  { name, ...pair }: OwnTag,
  { group = null, isKnown }: { group?: string | null; isKnown: boolean },
): Promise<void> {
  const groupName = await groupOf(trx, name, group)
  if (groupName === null) return
  await wish(trx, context, { ...pair, groupName, name, corpTagId: null, wanted: 'add' }, isKnown)
}

/** Takes a tag of the store's own off the entries that it was put on, unless the customer has it otherwise too. */
export async function pullOwnTag(
  trx: Database,
  context: Context,
  customerId: string,
  name: string,
): Promise<void> {
  if (await hasOwnTag(trx, customerId, name)) return
  for (const { groupName, userId } of await wishGone(trx, context, customerId, name)) {
    const row = { name, source: 'corp', evidence: corpEvidence(groupName), userId }
    const marked = await findTagLike(trx, customerId, row)
    if (marked) await deleteTags(trx, [marked.tagId])
  }
}

/** What a customer's answers give and no longer give, on the entry of who asked or else of another follower. */
export async function pushAnswers(
  trx: Database,
  context: Context,
  { customerId, askedBy, given, taken }: AnswerChange,
): Promise<void> {
  for (const name of taken) await pullOwnTag(trx, context, customerId, name)
  const userId = await followerFor(trx, customerId, askedBy)
  if (userId === null) return
  for (const name of given)
    await pushOwnTag(trx, context, { customerId, userId, name }, { group: answerGroup, isKnown: true })
}

export interface AnswerChange {
  customerId: string
  /** The member whose link was answered. */
  askedBy: string
  given: readonly string[]
  taken: readonly string[]
}
