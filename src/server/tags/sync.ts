import type { Tag } from '../../contract/tags.ts'
import { corpEvidence } from '../corp-tags/evidence.ts'
import { pushProblem } from '../corp-tags/problems.ts'
import { type CorpTag, corpTagsNamed } from '../corp-tags/known-tags.ts'
import { openPushes, type Push } from '../corp-tags/wishes.ts'
import type { Database } from '../db/connect.ts'
import type { TagRecord } from './repository.ts'

/** How a stored tag stands to WeCom. */
export interface TagSync {
  /** WeCom has such a tag, so it can be taken off there. */
  isMarkable?: boolean
  unsynced?: Tag['unsynced']
}

/** The corp tag that a row of a customer is of. */
export function corpTagOf(
  { source, name, evidence }: Pick<TagRecord, 'source' | 'name' | 'evidence'>,
  known: readonly CorpTag[],
): CorpTag | undefined {
  if (source !== 'corp') return undefined
  return known.find((tag) => tag.name === name && corpEvidence(tag.groupName) === evidence)
}

/** So long a push may take without a word. */
const quietMs = 10_000

/** One that has only just been asked for says nothing: it is on its way. */
function isWorthSaying({ status, attempts, claimedBy, changedAt }: Push, asOf: number): boolean {
  if (status === 'failed') return true
  return (attempts > 0 && claimedBy === null) || asOf - changedAt >= quietMs
}

function unsyncedOf({ wanted, status, errcode, attempts }: Push): NonNullable<Tag['unsynced']> {
  const named = wanted === 'add' ? ('add' as const) : ('remove' as const)
  if (status === 'failed') return { wanted: named, reason: pushProblem(errcode) }
  const reason = attempts === 0 ? '正在排队' : `${pushProblem(errcode)}，会自动重试`
  return { wanted: named, reason, isWaiting: true }
}

/** What is to be said of this viewer's tags beside what is stored of them. */
export async function readSync(
  db: Database,
  rows: readonly TagRecord[],
  { customerId, userId, asOf }: { customerId: string; userId: string; asOf: number },
): Promise<(row: TagRecord) => TagSync> {
  const corp = rows.filter(({ source }) => source === 'corp')
  const known = await corpTagsNamed(
    db,
    corp.map(({ name }) => name),
  )
  const open = await openPushes(db, customerId, userId)
  return (row) => {
    const isOwn = row.source === 'manual' || row.source === 'customer'
    const isViewers = isOwn || row.userId === userId
    const push = open.find(
      ({ name, groupName, wanted }) =>
        isViewers &&
        name === row.name &&
        (isOwn ? wanted === 'add' : corpEvidence(groupName) === row.evidence),
    )
    const isMarkable =
      row.source === 'corp' &&
      row.userId === userId &&
      (corpTagOf(row, known) !== undefined || push?.status === 'failed')
    const unsynced = push && isWorthSaying(push, asOf) ? { unsynced: unsyncedOf(push) } : {}
    return isMarkable ? { isMarkable, ...unsynced } : unsynced
  }
}
