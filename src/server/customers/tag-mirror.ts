import { newId, type ServerContext } from '../context.ts'
import { corpEvidence } from '../corp-tags/evidence.ts'
import { corpTagsNamed } from '../corp-tags/known-tags.ts'
import { forgetMarks } from '../corp-tags/unmarked.ts'
import { untoldWishes } from '../corp-tags/wishes.ts'
import type { Database } from '../db/connect.ts'
import { removeUnmarked } from '../tags/unmarked.ts'
import type { ContactTag } from '../wecom/contacts.ts'

interface FollowerTags {
  userId: string
  tags: readonly ContactTag[]
}

/** Whose tags and of which kinds are compared; `userIds` null = everybody's. */
interface Extent {
  userIds: readonly string[] | null
  sources: readonly ('corp' | 'personal')[]
  /** WeCom told tags that have no name here: what is stored may be among them and stays. */
  isPartial?: boolean
  /** When WeCom was asked: what was pushed since is not in its answer. */
  askedAt?: number
}

const keyOf = (tag: { userId: string | null; source: string; name: string; evidence: string }) =>
  [tag.userId, tag.source, tag.evidence, tag.name].join('\n')

function rowOf(userId: string, { name, groupName, isPersonal }: ContactTag) {
  return {
    userId,
    name,
    source: isPersonal ? 'personal' : 'corp',
    evidence: corpEvidence(groupName),
  }
}

/** Statements carry only so many values. */
const rowsAtOnce = 500

function inTurns<T>(rows: readonly T[]): T[][] {
  const turns = Math.ceil(rows.length / rowsAtOnce)
  return Array.from({ length: turns }, (_, turn) => rows.slice(turn * rowsAtOnce, (turn + 1) * rowsAtOnce))
}

interface StoredTag {
  tagId: string
  userId: string | null
  source: string
  name: string
  evidence: string
}

function storedTags(trx: Database, customerId: string, { userIds, sources }: Extent): Promise<StoredTag[]> {
  const all = trx
    .selectFrom('customerTag')
    .select(['tagId', 'userId', 'source', 'name', 'evidence'])
    .where('customerId', '=', customerId)
    .where('source', 'in', [...sources])
  return (userIds === null ? all : all.where('userId', 'in', [...userIds])).execute()
}

/** Of tags that an incomplete answer does not name: those whose id it would have named. */
async function namedOnes(trx: Database, rows: readonly StoredTag[]): Promise<StoredTag[]> {
  const known = await corpTagsNamed(
    trx,
    rows.map(({ name }) => name),
  )
  return rows.filter(({ name, evidence }) =>
    known.some((tag) => tag.name === name && corpEvidence(tag.groupName) === evidence),
  )
}

/**
 * Makes the stored tags of the followers those that WeCom tells; one that is on both sides keeps its row and its age. A
 * tag of the store's own that a follower took off there goes here too, unless a colleague's entry carries it.
 */
export async function mirrorTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  customerId: string,
  followers: readonly FollowerTags[],
  extent: Extent,
): Promise<void> {
  const { isPartial = false, askedAt } = extent
  const stored = await storedTags(trx, customerId, extent)
  const current = new Set(followers.map(({ userId }) => userId))
  const wanted = new Map(
    followers
      .flatMap(({ userId, tags }) => tags.map((tag) => rowOf(userId, tag)))
      .map((row) => [keyOf(row), row]),
  )
  const untold = new Set<string>()
  if (askedAt !== undefined)
    for (const { wanted: kind, isDone, ...tag } of await untoldWishes(trx, customerId, askedAt)) {
      const row = { ...tag, source: 'corp' }
      if (kind === 'remove') wanted.delete(keyOf(row))
      else if (isDone && current.has(tag.userId)) wanted.set(keyOf(row), row)
      else untold.add(keyOf(row))
    }
  const others = stored.filter((row) => !wanted.delete(keyOf(row)) && !untold.has(keyOf(row)))
  const gone = isPartial ? await namedOnes(trx, others) : others
  for (const tagIds of inTurns(gone.map(({ tagId }) => tagId)))
    await trx.deleteFrom('customerTag').where('tagId', 'in', tagIds).execute()
  const lost = gone.flatMap(({ userId, ...tag }) =>
    tag.source === 'corp' && userId !== null ? [{ ...tag, userId }] : [],
  )
  const unmarked = await forgetMarks(trx, customerId, lost)
  // Whose entry is gone as a whole has taken nothing off.
  const byFollowers = askedAt === undefined ? [] : unmarked.filter(({ userId }) => current.has(userId))
  await removeUnmarked(trx, context, customerId, byFollowers)
  const fresh = [...wanted.values()].map((row) => ({
    ...row,
    tagId: newId(context, 'tag'),
    customerId,
    kind: 'fact',
    confidence: null,
    createdAt: context.now(),
    expiresAt: null,
  }))
  for (const rows of inTurns(fresh)) await trx.insertInto('customerTag').values(rows).execute()
}
