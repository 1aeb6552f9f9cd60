import type { Tag } from '../../contract/tags.ts'
import { corpEvidence } from '../corp-tags/evidence.ts'
import { pushProblem } from '../corp-tags/problems.ts'
import { type CorpTag, corpTagsNamed } from '../corp-tags/known-tags.ts'
import { failedPushes } from '../corp-tags/wishes.ts'
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

/** What is to be said of this viewer's tags beside what is stored of them. */
export async function readSync(
  db: Database,
  rows: readonly TagRecord[],
  { customerId, userId }: { customerId: string; userId: string },
): Promise<(row: TagRecord) => TagSync> {
  const corp = rows.filter(({ source }) => source === 'corp')
  const known = await corpTagsNamed(
    db,
    corp.map(({ name }) => name),
  )
  const failed = await failedPushes(db, customerId, userId)
  return (row) => {
    const isViewers = row.source === 'manual' || row.userId === userId
    const push = failed.find(
      ({ name, groupName, wanted }) =>
        isViewers &&
        name === row.name &&
        (row.source === 'manual' ? wanted === 'add' : corpEvidence(groupName) === row.evidence),
    )
    const isMarkable =
      row.source === 'corp' &&
      row.userId === userId &&
      (corpTagOf(row, known) !== undefined || push !== undefined)
    if (!push) return isMarkable ? { isMarkable } : {}
    const wanted = push.wanted === 'add' ? ('add' as const) : ('remove' as const)
    const unsynced = { wanted, reason: pushProblem(push.errcode) }
    return isMarkable ? { isMarkable, unsynced } : { unsynced }
  }
}
