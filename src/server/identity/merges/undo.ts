import { unmergeRefusal, type UnmergeRefusal, unmergeRefusalText } from '../../../domain/customers/unmerge.ts'
import type { RuleOverrides } from '../../../domain/rules/value.ts'
import { recordAudit } from '../../audit/record.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { AppError } from '../../http/app-error.ts'
import { readSettings } from '../../settings/service.ts'
import { findLogged, type MergeRow, settleLogged } from '../merge-log.ts'
import { rememberPerson } from '../newcomers.ts'
import { lockCustomers } from '../repository.ts'
import { detailsVersion, type MergeDetails } from './details.ts'
import { returnActivity, returnCustomer } from './return-customer.ts'
import { returnLedger } from './return-ledger.ts'
import { arrivalsSince, identitiesBack, returnFollows, returnIdentities, returnRows } from './return-rows.ts'

export interface UndoNeeds {
  refreshSummaries: (trx: Database, customerIds: readonly string[], asOf: number) => Promise<void>
  attribution: {
    refreshCustomers: (trx: Database, customerIds: readonly string[], asOf: number) => Promise<number>
  }
}

async function isMergedOn(db: Database, keptId: string): Promise<boolean> {
  const row = await db
    .selectFrom('identityMerge')
    .select('mergeId')
    .where('mergedCustomerId', '=', keptId)
    .where('outcome', '=', 'merged')
    .executeTakeFirst()
  return row !== undefined
}

async function hasLaterMerge(db: Database, { keptCustomerId, place }: MergeRow): Promise<boolean> {
  const row = await db
    .selectFrom('identityMerge')
    .select('mergeId')
    .where('keptCustomerId', '=', keptCustomerId)
    .where('outcome', '=', 'merged')
    .where('place', '>', place ?? 0)
    .executeTakeFirst()
  return row !== undefined
}

async function isAged(db: Database, { keptCustomerId, at }: MergeRow): Promise<boolean> {
  const row = await db
    .selectFrom('agedOrder')
    .select('orderHash')
    .where('customerId', '=', keptCustomerId)
    .where('agedAt', '>=', at)
    .executeTakeFirst()
  return row !== undefined
}

export function detailsOf({ detailsJson }: Pick<MergeRow, 'detailsJson'>): MergeDetails {
  return JSON.parse(detailsJson) as MergeDetails
}

/** Why this merge can't be undone now; null when it can. */
export async function refusalOf(
  db: Database,
  row: MergeRow,
  asOf: number,
  rules: RuleOverrides,
): Promise<UnmergeRefusal | null> {
  const merge = {
    isUndone: row.outcome === 'undone',
    mergedAt: row.at,
    isRecorded: detailsOf(row).version === detailsVersion,
    isMergedOn: await isMergedOn(db, row.keptCustomerId),
    isAged: await isAged(db, row),
    hasLaterMerge: await hasLaterMerge(db, row),
  }
  return unmergeRefusal(merge, asOf, rules)
}

/** Throws `not_found` for an unknown merge and `merge_refused` with the reason for one that can't be undone. */
async function requireUndoable(trx: Database, mergeId: string, asOf: number): Promise<MergeRow> {
  const row = await findLogged(trx, mergeId)
  if (!row || (row.outcome !== 'merged' && row.outcome !== 'undone')) throw new AppError('not_found')
  const { rules } = await readSettings({ db: trx })
  const refusal = await refusalOf(trx, row, asOf, rules)
  if (refusal === null) return row
  throw new AppError('merge_refused', {
    message: unmergeRefusalText(refusal),
    details: { reason: refusal },
  })
}

async function undoOnce(
  trx: Database,
  context: ServerContext,
  needs: UndoNeeds,
  { mergeId, actor }: { mergeId: string; actor: string },
): Promise<{ keptId: string; mergedId: string }> {
  const asOf = context.now()
  const known = await findLogged(trx, mergeId)
  if (known) await lockCustomers(trx, [known.keptCustomerId])
  const row = await requireUndoable(trx, mergeId, asOf)
  const details = detailsOf(row)
  const pair = { keptId: row.keptCustomerId, mergedId: details.merged.customerId }
  const current = await trx
    .selectFrom('customer')
    .selectAll()
    .where('customerId', '=', pair.keptId)
    .executeTakeFirstOrThrow()

  await rememberPerson(trx, context, pair.keptId, asOf)
  const arrivals = await arrivalsSince(trx, pair.keptId, row.at)
  const back = identitiesBack(details, arrivals)
  const takesContact =
    current.externalUserId !== null &&
    current.externalUserId !== details.merged.externalUserId &&
    back.has(`externalUserId:${current.externalUserId}`)
  const returning = { keptId: pair.keptId, current, details, takesContact }
  await returnCustomer(trx, returning, asOf)
  await returnIdentities(trx, pair, back)
  await returnFollows(trx, pair, details, takesContact)
  await returnRows(trx, pair, details, { arrivals, back, takesContact })
  const coupons = await trx
    .selectFrom('coupon')
    .select('couponId')
    .where('customerId', '=', pair.mergedId)
    .execute()
  const couponIds = coupons.map(({ couponId }) => couponId)
  await returnLedger(trx, pair, details, couponIds, context.config.timeZone)
  await returnActivity(trx, returning)
  const both = [pair.keptId, pair.mergedId]
  await needs.refreshSummaries(trx, both, asOf)
  await needs.attribution.refreshCustomers(trx, both, asOf)
  const settled = { outcome: 'undone', settledAt: asOf, settledBy: actor }
  if (!(await settleLogged(trx, row, settled))) throw new AppError('merge_refused')
  await recordAudit(trx, context, {
    at: asOf,
    actor,
    action: 'customer.unmerged',
    subjectKind: 'customer',
    subjectId: pair.keptId,
    customerId: pair.keptId,
    details: { mergeId, restoredId: pair.mergedId, coupons: couponIds.length },
  })
  return pair
}

/**
 * Takes a merge back in one transaction. What the log moved stands again where it stood; what came since stays with the identity
 * that brought it; the two are never merged again by what they share. Ledger entries keep their amounts and are told for whom
 * they were; the audit keeps every entry.
 */
export function undoMerge(
  context: ServerContext,
  needs: UndoNeeds,
  request: { mergeId: string; actor: string },
): Promise<{ keptId: string; mergedId: string }> {
  return retryTransient(() =>
    context.db.transaction().execute((trx) => undoOnce(trx, context, needs, request)),
  )
}
