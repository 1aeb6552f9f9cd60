import { sql } from 'kysely'
import { recordAudit } from '../audit/record.ts'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { findPerson } from './erasure/person.ts'
import { personTables } from './erasure/tables.ts'
import { eventsNaming } from './erasure/traces.ts'

type Row = Record<string, unknown>

/** Secrets that open or spend something, and what only the machine needs. */
const withheld: readonly string[] = [
  'couponCode',
  'tokenHash',
  'code',
  'deviceHash',
  'rowHash',
  'factsHash',
  'frameHash',
  'lockVersion',
  'keyHash',
  'claimedBy',
  'claimedUntil',
]

/** `…Json` columns as values under their plain name, without what is withheld. */
function plain(row: object): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([key]) => !withheld.includes(key))
      .map(([key, value]) =>
        key.endsWith('Json') && typeof value === 'string'
          ? [key.slice(0, -'Json'.length), JSON.parse(value) as unknown]
          : [key, value],
      ),
  )
}

async function rowsOf(db: Database, table: string, column: string, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(ids)})`.execute(db)
  return rows.map(plain)
}

export interface PersonalData {
  exportedAt: string
  customer: Row
  /** By table. */
  records: Record<string, Row[]>
}

/** All that is stored about a person, as JSON; null for an unknown id. That it was handed out is on record. */
export function exportCustomer(
  context: ServerContext,
  { id, actor }: { id: string; actor: string },
): Promise<PersonalData | null> {
  return context.db.transaction().execute(async (trx) => {
    const person = await findPerson(trx, id)
    if (!person) return null
    const { customerId } = person.customer
    const records: Record<string, Row[]> = {}
    for (const table of personTables) records[table] = await rowsOf(trx, table, 'customerId', [customerId])
    records['coupon'] = await rowsOf(trx, 'coupon', 'customerId', [customerId])
    records['couponEvent'] = await rowsOf(trx, 'couponEvent', 'couponId', person.couponIds)
    records['ledgerEntry'] = await rowsOf(trx, 'ledgerEntry', 'couponId', person.couponIds)
    records['quizAnswer'] = await rowsOf(trx, 'quizAnswer', 'quizLinkId', person.quizLinkIds)
    records['testimonial'] = await rowsOf(trx, 'testimonial', 'orderId', person.orderIds)
    records['groupMember'] = await rowsOf(trx, 'groupMember', 'memberId', person.externalUserIds)
    records['identityMerge'] = await rowsOf(trx, 'identityMerge', 'keptCustomerId', person.customerIds)
    records['wecomEvent'] = (
      await Promise.all(person.externalUserIds.map((externalUserId) => eventsNaming(trx, externalUserId)))
    )
      .flat()
      .map(plain)
    for (const table of ['budget', 'budgetUse'])
      records[table] = await rowsOf(trx, table, 'scopeId', person.customerIds)
    records['audit'] = await rowsOf(trx, 'audit', 'customerId', person.customerIds)
    const at = context.now()
    const subject = { subjectKind: 'customer', subjectId: customerId, customerId }
    const counts = Object.fromEntries(Object.entries(records).map(([table, rows]) => [table, rows.length]))
    await recordAudit(trx, context, {
      at,
      actor,
      action: 'customer.exported',
      ...subject,
      details: { rows: counts },
    })
    return { exportedAt: new Date(at).toISOString(), customer: plain(person.customer), records }
  })
}
