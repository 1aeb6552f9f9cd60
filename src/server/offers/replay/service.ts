import { dayMs } from '../../../domain/calendar.ts'
import type { Database } from '../../db/connect.ts'
import { replayAll } from './replay.ts'
import type { Outcome, ReplayedRow } from './replay-row.ts'
import { customerIdOf, type DecisionFilter } from './repository.ts'

/** Without a filter the decisions of this time are replayed. */
export const replayedDays = 30

export interface ReplayQuestion {
  decisionId?: string | undefined
  externalUserId?: string | undefined
  localDay?: number | undefined
}

export type ReplayTally = Record<Outcome, number>

/** What a question means for the rows; null when nobody has this external user id. */
async function filterOf(
  db: Database,
  { decisionId, externalUserId, localDay }: ReplayQuestion,
  asOf: number,
): Promise<DecisionFilter | null> {
  const isOpen = decisionId === undefined && externalUserId === undefined && localDay === undefined
  if (isOpen) return { sinceMs: asOf - replayedDays * dayMs }
  if (externalUserId === undefined) return { decisionId, localDay }
  const customerId = await customerIdOf(db, externalUserId)
  return customerId === null ? null : { decisionId, localDay, customerId }
}

/** Replays what the question names, hands each to `tell` as it comes, and counts them. */
export async function replayDecisions(
  db: Database,
  question: ReplayQuestion,
  { asOf, tell }: { asOf: number; tell: (replayed: ReplayedRow) => void },
): Promise<ReplayTally> {
  const tally: ReplayTally = { same: 0, differs: 0, unknown: 0 }
  const filter = await filterOf(db, question, asOf)
  if (filter === null) return tally
  for await (const replayed of replayAll(db, filter)) {
    tally[replayed.outcome] += 1
    tell(replayed)
  }
  return tally
}
