import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import type { ContactProfile, ContactTag, ExternalContact, FollowEntry } from '../wecom/contacts.ts'
import { isStillEnded } from './follow-end.ts'
import { endFollows, everFollowed, type FollowRow, upsertFollow } from './follow-repository.ts'
import { mirrorTags } from './tag-mirror.ts'

/** A stored contact older than this is read again from WeCom, behind the answer. */
export const staleAfterMs = 3_600_000

type Context = Pick<ServerContext, 'now' | 'randomBytes'>

export interface Told {
  /** When WeCom was asked. */
  askedAt: number
  /** The add that an event told. */
  added?: { userId: string; at: number; state: string } | undefined
  /** The answer decides even about a follow that was ended just now. */
  isDecisive?: boolean | undefined
}

/** A contact out of a list, with one follower's entry. */
export interface ListedEntry {
  contact: ContactProfile
  follow: FollowEntry
  tags: readonly ContactTag[]
  /** Some of the tags have no name here. */
  isPartial: boolean
}

interface Known {
  name: string
  contactFetchedAt: number | null
  firstFollowAt: number | null
}

function knownOf(trx: Database, customerId: string): Promise<Known> {
  return trx
    .selectFrom('customer')
    .select(['name', 'contactFetchedAt', 'firstFollowAt'])
    .where('customerId', '=', customerId)
    .executeTakeFirstOrThrow()
}

/** Days count from the company's earliest follow, whoever follows now. */
function earliest(known: number | null, follows: readonly FollowEntry[]): number | null {
  const times = follows.map(({ followedAt }) => followedAt).filter((at) => at > 0)
  const all = known === null ? times : [known, ...times]
  return all.length === 0 ? null : all.reduce((one, other) => Math.min(one, other))
}

async function storeProfile(
  trx: Database,
  context: Context,
  customerId: string,
  {
    profile,
    known,
    ...change
  }: {
    profile: ContactProfile
    known: Known
    firstFollowAt: number | null
    contactFetchedAt: number
  },
): Promise<void> {
  const { name, avatar, type, gender, corpName } = profile
  await trx
    .updateTable('customer')
    .set({
      ...change,
      name: name || known.name,
      avatar,
      contactType: type,
      gender,
      corpName,
      updatedAt: context.now(),
    })
    .where('customerId', '=', customerId)
    .execute()
}

/** Stores an entry that WeCom lists; answers whether it is in force. */
async function storeFollow(
  trx: Database,
  context: Context,
  customerId: string,
  { follow, stored, told }: { follow: FollowEntry; stored: FollowRow | undefined; told: Told },
): Promise<boolean> {
  const added = told.added?.userId === follow.userId ? told.added : undefined
  const { askedAt, isDecisive = false } = told
  const listed = { followedAt: follow.followedAt, askedAt, addedAt: added?.at ?? null, isDecisive }
  const isEnded = stored !== undefined && isStillEnded(stored, listed)
  const addedAt = Math.max(stored?.addedAt ?? 0, added?.at ?? 0)
  await upsertFollow(trx, customerId, {
    ...follow,
    state: follow.state || added?.state || stored?.state || '',
    endedAt: isEnded ? stored.endedAt : null,
    endedBy: isEnded ? stored.endedBy : null,
    addedAt: addedAt === 0 ? null : addedAt,
    seenAt: askedAt,
    updatedAt: context.now(),
  })
  return !isEnded
}

/**
 * Stores a contact with everybody who follows them; who is not among them follows no longer. An answer older than the
 * stored one is dropped.
 */
export async function storeContact(
  trx: Database,
  context: Context,
  customerId: string,
  contact: ExternalContact,
  told: Told,
): Promise<void> {
  const known = await knownOf(trx, customerId)
  if ((known.contactFetchedAt ?? 0) > told.askedAt) return
  const { follows, ...profile } = contact
  await storeProfile(trx, context, customerId, {
    profile,
    known,
    firstFollowAt: earliest(known.firstFollowAt, follows),
    contactFetchedAt: told.askedAt,
  })
  const rows = new Map((await everFollowed(trx, customerId)).map((row) => [row.userId, row]))
  const current = []
  for (const { tags, ...follow } of follows) {
    const stored = rows.get(follow.userId)
    rows.delete(follow.userId)
    if (await storeFollow(trx, context, customerId, { follow, stored, told }))
      current.push({ userId: follow.userId, tags })
  }
  const absent = [...rows.values()]
    .filter(({ isActive, seenAt }) => isActive === 1 && (seenAt ?? 0) <= told.askedAt)
    .map(({ userId }) => userId)
  await endFollows(trx, customerId, absent, {
    endedAt: told.askedAt,
    endedBy: 'absent',
    updatedAt: context.now(),
  })
  const { askedAt } = told
  await mirrorTags(trx, context, customerId, current, {
    userIds: null,
    sources: ['corp', 'personal'],
    askedAt,
  })
}

/**
 * Stores one follower's entry out of a list. Others and personal tags are not told there: they stay, and the contact counts
 * as one to read in full when it is opened.
 */
export async function storeListed(
  trx: Database,
  context: Context,
  customerId: string,
  { contact, follow, tags, isPartial }: ListedEntry,
  told: Told,
): Promise<void> {
  const known = await knownOf(trx, customerId)
  if ((known.contactFetchedAt ?? 0) > told.askedAt) return
  await storeProfile(trx, context, customerId, {
    profile: contact,
    known,
    firstFollowAt: earliest(known.firstFollowAt, [follow]),
    contactFetchedAt: known.contactFetchedAt ?? told.askedAt - staleAfterMs - 1,
  })
  const { userId } = follow
  const stored = (await everFollowed(trx, customerId)).find((row) => row.userId === userId)
  const isCurrent = await storeFollow(trx, context, customerId, { follow, stored, told })
  const current = isCurrent ? [{ userId, tags }] : []
  await mirrorTags(trx, context, customerId, current, {
    userIds: [userId],
    sources: ['corp'],
    isPartial,
    askedAt: told.askedAt,
  })
}
