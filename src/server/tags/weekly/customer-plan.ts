import { createHash } from 'node:crypto'
import type { Tag, TagKind } from '../../../domain/tags/tag.ts'
import type { TagMoment } from '../../../domain/tags/tag-life.ts'
import { planTags, type StoredTag, type TagPlan } from '../../../domain/tags/weekly/plan.ts'
import type { Database } from '../../db/connect.ts'
import { deleteTags, insertTags, type TagRecord, updateTag } from '../repository.ts'

export interface CustomerPlan {
  customerId: string
  plan: TagPlan
}

function storedTag(row: TagRecord): StoredTag {
  const { tagId, name, evidence, confidence, ruleKey, expiresAt } = row
  const source = row.source as StoredTag['source']
  const kind = row.kind as TagKind
  return { tagId, name, source, kind, evidence, confidence, ruleKey, expiresAt, assignedAt: row.createdAt }
}

/** What the weekly run does with one customer; only data and behaviour tags are its business. */
export function planCustomer(
  customerId: string,
  stored: readonly TagRecord[],
  derived: readonly Tag[],
  moment: TagMoment,
): CustomerPlan {
  const own = stored.filter(({ source }) => source === 'data' || source === 'behaviour')
  return { customerId, plan: planTags(own.map(storedTag), derived, moment) }
}

export function changesRows({ plan }: CustomerPlan): boolean {
  return plan.writes.length > 0 || plan.removedIds.length > 0
}

/** The id of a derived tag: two runs at once store it once. */
function derivedTagId(customerId: string, name: string): string {
  return `tag_${createHash('sha256').update(`${customerId}\n${name}`).digest('base64url').slice(0, 24)}`
}

/** Carries out one customer's plan inside a transaction that holds the customer's row; who was merged away meanwhile is left alone. */
export async function writePlan(trx: Database, { customerId, plan }: CustomerPlan): Promise<void> {
  const customer = await trx
    .selectFrom('customer')
    .select('customerId')
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!customer) return
  await deleteTags(trx, plan.removedIds)
  for (const { tagId, tag, expiresAt } of plan.writes) {
    const { name, source, kind, evidence, confidence, ruleKey, assignedAt } = tag
    const values = { name, source, kind, evidence, confidence, ruleKey, createdAt: assignedAt, expiresAt }
    if (tagId !== null) await updateTag(trx, tagId, values)
    else
      await insertTags(trx, [{ ...values, tagId: derivedTagId(customerId, name), customerId, userId: null }])
  }
}
