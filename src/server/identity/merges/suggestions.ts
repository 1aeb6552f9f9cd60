import { recordAudit } from '../../audit/record.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { AppError } from '../../http/app-error.ts'
import type { IdentityKey, IdentityKind } from '../identity-key.ts'
import { isKeptBefore, type KnownCustomer } from '../link-planner.ts'
import { findLogged, logMerge, type MergeRow, settleLogged, standsFor } from '../merge-log.ts'
import { moveCustomer } from '../merge.ts'
import { lockCustomers } from '../repository.ts'
import type { UndoNeeds } from './undo.ts'

export interface Decision {
  suggestionId: string
  decision: 'accept' | 'dismiss'
  actor: string
}

/** `merged`: one customer now. `linked`: one person with two contacts in WeCom, which stay two cards. */
export interface Decided {
  outcome: 'merged' | 'linked' | 'dismissed'
  mergeId: string | null
}

async function knownCustomer(
  db: Database,
  customerId: string,
): Promise<(KnownCustomer & { externalUserId: string | null }) | null> {
  const row = await db
    .selectFrom('customer')
    .select(['customerId', 'createdAt', 'externalUserId'])
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!row) return null
  const identities = await db
    .selectFrom('identity')
    .select(['kind', 'value'])
    .where('customerId', '=', customerId)
    .execute()
  const keys = identities.map(({ kind, value }) => ({ kind: kind as IdentityKind, value }))
  return { ...row, isNew: false, keys }
}

/** The two as they are now: each may have been merged since. */
async function pairOf(trx: Database, row: MergeRow) {
  const ids = [
    await standsFor(trx, row.keptCustomerId),
    await standsFor(trx, row.mergedCustomerId ?? row.keptCustomerId),
  ]
  const [one, other] = [await knownCustomer(trx, ids[0] ?? ''), await knownCustomer(trx, ids[1] ?? '')]
  if (!one || !other) throw new AppError('not_found')
  return isKeptBefore(one, other) ? { kept: one, merged: other } : { kept: other, merged: one }
}

async function accept(
  trx: Database,
  context: ServerContext,
  needs: UndoNeeds,
  row: MergeRow,
  actor: string,
): Promise<Decided> {
  const at = context.now()
  await lockCustomers(trx, [row.keptCustomerId, row.mergedCustomerId ?? row.keptCustomerId])
  const { kept, merged } = await pairOf(trx, row)
  if (kept.customerId === merged.customerId) return { outcome: 'merged', mergeId: null }
  if (kept.externalUserId !== null && merged.externalUserId !== null)
    return { outcome: 'linked', mergeId: null }
  const pair = { keptId: kept.customerId, mergedId: merged.customerId }
  if ((await lockCustomers(trx, Object.values(pair))).size < 2) throw new AppError('not_found')
  const key: IdentityKey = { kind: row.kind as IdentityKind, value: row.value }
  const details = await moveCustomer(trx, pair, at)
  const mergeId = await logMerge(trx, context, { ...pair, key, details, actor, at })
  await needs.refreshSummaries(trx, [pair.keptId], at)
  await needs.attribution.refreshCustomers(trx, [pair.keptId], at)
  return { outcome: 'merged', mergeId }
}

const settledAs = { merged: 'accepted', linked: 'linked', dismissed: 'dismissed' } as const

async function decideOnce(
  trx: Database,
  context: ServerContext,
  needs: UndoNeeds,
  { suggestionId, decision, actor }: Decision,
): Promise<Decided> {
  const row = await findLogged(trx, suggestionId)
  if (!row || !['suggested', ...Object.values(settledAs)].includes(row.outcome))
    throw new AppError('not_found')
  if (row.outcome !== 'suggested')
    throw new AppError('merge_refused', { message: '这条建议已经处理过了', details: { reason: 'settled' } })
  const decided: Decided =
    decision === 'accept'
      ? await accept(trx, context, needs, row, actor)
      : { outcome: 'dismissed', mergeId: null }
  const at = context.now()
  const settled = { outcome: settledAs[decided.outcome], settledAt: at, settledBy: actor }
  if (!(await settleLogged(trx, row, settled)))
    throw new AppError('merge_refused', { message: '这条建议已经处理过了', details: { reason: 'settled' } })
  await recordAudit(trx, context, {
    at,
    actor,
    action: decision === 'accept' ? 'identity.accepted' : 'identity.dismissed',
    subjectKind: 'customer',
    subjectId: row.keptCustomerId,
    customerId: row.keptCustomerId,
    details: { suggestionId, outcome: decided.outcome, mergeId: decided.mergeId },
  })
  return decided
}

/** What a person decides of two customers who share an identity: one, or two. Decided once. */
export function decideSuggestion(
  context: ServerContext,
  needs: UndoNeeds,
  decision: Decision,
): Promise<Decided> {
  return retryTransient(() =>
    context.db.transaction().execute((trx) => decideOnce(trx, context, needs, decision)),
  )
}
