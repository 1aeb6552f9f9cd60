import { newId, type ServerContext } from '../context.ts'
import { corpEvidence } from '../corp-tags/evidence.ts'
import { untoldWishes } from '../corp-tags/wishes.ts'
import type { Database } from '../db/connect.ts'
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

/** Makes the stored tags of the followers those that WeCom tells; one that is on both sides keeps its row and its age. */
export async function mirrorTags(
  trx: Database,
  context: Pick<ServerContext, 'now' | 'randomBytes'>,
  customerId: string,
  followers: readonly FollowerTags[],
  { userIds, sources, isPartial = false, askedAt }: Extent,
): Promise<void> {
  let query = trx
    .selectFrom('customerTag')
    .select(['tagId', 'userId', 'source', 'name', 'evidence'])
    .where('customerId', '=', customerId)
    .where('source', 'in', [...sources])
  if (userIds !== null) query = query.where('userId', 'in', [...userIds])
  const stored = await query.execute()
  const wanted = new Map(
    followers
      .flatMap(({ userId, tags }) => tags.map((tag) => rowOf(userId, tag)))
      .map((row) => [keyOf(row), row]),
  )
  const untold = new Set<string>()
  if (askedAt !== undefined)
    for (const { wanted: kind, ...tag } of await untoldWishes(trx, customerId, askedAt)) {
      const key = keyOf({ ...tag, source: 'corp' })
      if (kind === 'add') untold.add(key)
      else wanted.delete(key)
    }
  const others = stored.filter((row) => !wanted.delete(keyOf(row)))
  const gone = isPartial ? [] : others.filter((row) => !untold.has(keyOf(row)))
  for (const tagIds of inTurns(gone.map(({ tagId }) => tagId)))
    await trx.deleteFrom('customerTag').where('tagId', 'in', tagIds).execute()
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
