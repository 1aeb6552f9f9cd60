import type { Offer } from '../../../domain/offers/offer.ts'
import type { DecisionFrame } from '../../../domain/offers/replay/decision-inputs.ts'
import type { Database } from '../../db/connect.ts'
import { type ReplayedRow, replayRow } from './replay-row.ts'
import { type DecisionFilter, decisionPage, offersOfVersions, type ReplayRow } from './repository.ts'

const pageSize = 200
const versionsKept = 5_000

function versionIdsOf({ frameJson }: ReplayRow): string[] {
  if (frameJson === null) return []
  try {
    const { offerVersionIds } = JSON.parse(frameJson) as Partial<DecisionFrame>
    return Array.isArray(offerVersionIds) ? offerVersionIds : []
  } catch {
    // What is wrong with the frame, the replay of its rows says.
    return []
  }
}

/** Takes stored decisions again in the order of their time, page by page; writes nothing. */
export async function* replayAll(db: Database, filter: DecisionFilter): AsyncGenerator<ReplayedRow> {
  const versions = new Map<string, Offer>()
  let after = { createdAt: -1, decisionId: '' }
  for (;;) {
    const rows = await decisionPage(db, filter, after, pageSize)
    const last = rows.at(-1)
    if (!last) return
    after = { createdAt: last.createdAt, decisionId: last.decisionId }
    if (versions.size > versionsKept) versions.clear()
    const wanted = new Set(rows.flatMap(versionIdsOf).filter((id) => !versions.has(id)))
    for (const offer of await offersOfVersions(db, [...wanted])) versions.set(offer.offerVersionId, offer)
    for (const row of rows) yield replayRow(row, versions)
  }
}
