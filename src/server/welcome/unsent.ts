import { unsentReason } from '../../domain/welcome/unsent.ts'
import { welcomeLifeMs } from '../../domain/welcome/welcome-time.ts'
import type { Database } from '../db/connect.ts'
import { arrivalsBefore } from './arrivals.ts'

export interface UnsentWelcome {
  id: string
  userId: string
  at: number
  reason: string
}

/** Welcomes of this customer before `before` that are not known to have gone out, latest first; one that is under way is left out. */
export async function unsentWelcomes(
  db: Database,
  customerId: string,
  { before, limit, asOf }: { before: number; limit: number; asOf: number },
): Promise<UnsentWelcome[]> {
  const arrivals = await arrivalsBefore(db, customerId, before, limit)
  return arrivals.flatMap(({ arrivalKey, userId, arrivedAt: at, outcome, errcode }) => {
    if (outcome === 'sending' && asOf - at <= welcomeLifeMs) return []
    const reason = unsentReason(outcome, errcode)
    return reason === null ? [] : [{ id: arrivalKey, userId, at, reason }]
  })
}
