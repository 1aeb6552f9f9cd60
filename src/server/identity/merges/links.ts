import type { IdentityMerge, IdentitySuggestion } from '../../../contract/identity.ts'
import { unmergeRefusalText } from '../../../domain/customers/unmerge.ts'
import { maskPhone, maskPhones } from '../../../domain/privacy/mask-phone.ts'
import type { ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { readSettings } from '../../settings/service.ts'
import type { IdentityKind } from '../identity-key.ts'
import { listLogged, type MergeRow, standsFor } from '../merge-log.ts'
import { detailsOf, refusalOf } from './undo.ts'

type Side = IdentitySuggestion['one']

const mostShown = 200

const kindNames: Record<IdentityKind, string> = {
  externalUserId: '企业微信客户',
  unionId: '微信 unionId',
  shopCustomerId: '商城会员号',
  phone: '手机号',
}

function evidenceOf({ kind, value }: Pick<MergeRow, 'kind' | 'value'>): IdentitySuggestion['evidence'] {
  const known = kind as IdentityKind
  const masked = known === 'phone' ? maskPhone(value) : `…${value.slice(-4)}`
  return { kind: known, kindName: kindNames[known], value: masked }
}

async function sideOf(db: Database, customerId: string): Promise<Side | null> {
  const row = await db
    .selectFrom('customer')
    .select(['customerId', 'name', 'externalUserId', 'netSpendFen'])
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  if (!row) return null
  const { externalUserId, name, ...rest } = row
  return { ...rest, name: maskPhones(name), isContact: externalUserId !== null }
}

async function suggestionOf(db: Database, row: MergeRow): Promise<IdentitySuggestion | null> {
  const one = await sideOf(db, await standsFor(db, row.keptCustomerId))
  const other = await sideOf(db, await standsFor(db, row.mergedCustomerId ?? ''))
  if (!one || !other || one.customerId === other.customerId) return null
  return {
    suggestionId: row.mergeId,
    at: row.at,
    evidence: evidenceOf(row),
    one,
    other,
    staysTwo: one.isContact && other.isContact,
  }
}

/** Suggestions that wait, latest first; those whose two became one meanwhile are left out. */
export async function openSuggestions(db: Database): Promise<IdentitySuggestion[]> {
  const rows = await listLogged(db, ['suggested'], { limit: mostShown })
  const shown: IdentitySuggestion[] = []
  for (const row of rows) {
    const suggestion = await suggestionOf(db, row)
    if (suggestion) shown.push(suggestion)
  }
  return shown
}

interface Needs {
  namesOf: (userIds: readonly string[]) => Promise<Map<string, string>>
}

/** The latest merges, of one customer or of all, each with whether it can be undone. */
export async function listMerges(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  { namesOf }: Needs,
  customerId?: string,
): Promise<IdentityMerge[]> {
  const rows = await listLogged(db, ['merged', 'undone'], { limit: mostShown, customerId })
  const { rules } = await readSettings({ db })
  const names = await namesOf(rows.flatMap(({ settledBy }) => settledBy ?? []))
  const shown: IdentityMerge[] = []
  for (const row of rows) {
    const { merged, keptBefore, moved } = detailsOf(row)
    const refusal = await refusalOf(db, row, now(), rules)
    const count = (table: string) => moved[table]?.length ?? 0
    shown.push({
      mergeId: row.mergeId,
      at: row.at,
      evidence: evidenceOf(row),
      kept: (await sideOf(db, await standsFor(db, row.keptCustomerId))) ?? {
        customerId: row.keptCustomerId,
        name: maskPhones(keptBefore?.name ?? ''),
        isContact: false,
        netSpendFen: 0,
      },
      mergedCustomerId: row.mergedCustomerId ?? '',
      mergedName: maskPhones(merged?.name ?? ''),
      moved: {
        orders: count('purchaseOrder'),
        events: count('shopEvent'),
        coupons: count('coupon'),
        touches: count('touch'),
      },
      undoneAt: row.outcome === 'undone' ? row.settledAt : null,
      undoneBy: row.settledBy === null ? null : (names.get(row.settledBy) ?? row.settledBy),
      refusal: refusal === null ? null : { code: refusal, text: unmergeRefusalText(refusal) },
    })
  }
  return shown
}
