import type { Database } from '../../db/connect.ts'
import { factsOfBoth } from '../merge.ts'
import type { CustomerRow, MergeDetails } from './details.ts'

/** What WeCom tells of a contact: it goes with the contact. */
const contactColumns = [
  'name',
  'avatar',
  'contactType',
  'corpName',
  'gender',
  'contactFetchedAt',
  'firstFollowAt',
] as const satisfies readonly (keyof CustomerRow)[]

export interface Returning {
  keptId: string
  current: CustomerRow
  details: MergeDetails
  /** The WeCom contact came after the merge, through an identity that goes back. */
  takesContact: boolean
}

/** The facts of both as they were; a fact that was told since stays with the kept customer, an opt-out since holds for both. */
function factsApart({ current, details: { merged, keptBefore }, takesContact }: Returning) {
  const after = factsOfBoth(keptBefore, merged)
  const unchanged = Object.entries(after).filter(
    ([column, value]) => current[column as keyof CustomerRow] === value,
  )
  const kept: Partial<CustomerRow> = Object.fromEntries(
    unchanged.map(([column]) => [column, keptBefore[column as keyof CustomerRow]]),
  )
  const own: Partial<CustomerRow> = {}
  if (takesContact) {
    Object.assign(own, { externalUserId: current.externalUserId })
    Object.assign(own, Object.fromEntries(contactColumns.map((column) => [column, current[column]])))
    Object.assign(kept, Object.fromEntries(contactColumns.map((column) => [column, keptBefore[column]])))
    kept.externalUserId = keptBefore.externalUserId
  }
  const isNewOptOut = current.optedOutAt !== null && current.optedOutAt !== after.optedOutAt
  if (isNewOptOut) own.optedOutAt = merged.optedOutAt ?? current.optedOutAt
  return { kept, own }
}

/** The kept customer without what the merge added, and the merged one again; both without a contact until the kept one let go of it. */
export async function returnCustomer(trx: Database, returning: Returning, at: number): Promise<void> {
  const { keptId, current, details } = returning
  const { merged, keptBefore } = details
  const { kept, own } = factsApart(returning)
  const isScoredSince = current.scoredVersion !== keptBefore.scoredVersion
  await trx
    .updateTable('customer')
    .set({
      ...kept,
      mergedAt: keptBefore.mergedAt,
      createdAt: keptBefore.createdAt,
      updatedAt: at,
      ...(isScoredSince ? { ltvFen: null, rfmSegment: null, scoredVersion: null } : {}),
    })
    .where('customerId', '=', keptId)
    .execute()
  await trx
    .insertInto('customer')
    .values({ ...merged, ...own, updatedAt: at })
    .execute()
}

/** The last activity of both from what each has now, where there was any since the merge. */
export async function returnActivity(trx: Database, { keptId, current, details }: Returning): Promise<void> {
  const { merged, keptBefore } = details
  if (current.lastActivityAt === factsOfBoth(keptBefore, merged).lastActivityAt) return
  for (const [customerId, before] of [
    [keptId, keptBefore.lastActivityAt],
    [merged.customerId, merged.lastActivityAt],
  ] as const) {
    const found = await latestActivity(trx, customerId)
    const latest = Math.max(before ?? 0, Math.min(found, current.lastActivityAt ?? 0))
    await trx
      .updateTable('customer')
      .set({ lastActivityAt: latest === 0 ? null : latest })
      .where('customerId', '=', customerId)
      .execute()
  }
}

async function latestActivity(trx: Database, customerId: string): Promise<number> {
  const sources = [
    ['purchaseOrder', 'orderedAt'],
    ['shopEvent', 'occurredAt'],
    ['coupon', 'openedAt'],
    ['coupon', 'claimedAt'],
    ['customerReply', 'at'],
  ] as const
  let latest = 0
  for (const [table, column] of sources) {
    const row = await trx
      .selectFrom(table)
      .select((eb) => eb.fn.max<number | null>(column as never).as('at'))
      .where('customerId', '=', customerId)
      .executeTakeFirst()
    latest = Math.max(latest, row?.at ?? 0)
  }
  return latest
}
