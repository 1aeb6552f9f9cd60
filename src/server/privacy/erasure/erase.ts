import { sql } from 'kysely'
import { pseudonymiseAudit } from '../../audit/forget.ts'
import { recordAudit } from '../../audit/record.ts'
import { forgetRejects, type ForgottenRejects } from '../../import/forget-rejects.ts'
import { rememberPerson } from '../../identity/newcomers.ts'
import { newId, type ServerContext } from '../../context.ts'
import type { Database } from '../../db/connect.ts'
import { retryTransient } from '../../db/retry-transient.ts'
import { pseudonymiseCoupons } from './ledger.ts'
import { findPerson, type Person } from './person.ts'
import { personTables } from './tables.ts'
import { forgetTraces } from './traces.ts'

export interface Erased {
  /** Stands for the person in ledger and audit from now on; nothing leads back from it. */
  pseudonym: string
  /** Deleted rows by table, where there were any. */
  deleted: Record<string, number>
  /** What imports had put aside of them. */
  rejects: ForgottenRejects
}

/** A row for a person, raised first: whoever spends for them meanwhile waits, and then finds nobody. */
async function locked(trx: Database, person: Person): Promise<boolean> {
  const row = await trx
    .updateTable('customer')
    .set((eb) => ({ lockVersion: eb('lockVersion', '+', 1) }))
    .where('customerId', '=', person.customer.customerId)
    .returning('customerId')
    .executeTakeFirst()
  return row !== undefined
}

async function eraseOnce(
  trx: Database,
  context: ServerContext,
  { id, actor }: { id: string; actor: string },
): Promise<Omit<Erased, 'rejects'> | null> {
  const known = await findPerson(trx, id)
  if (!known || !(await locked(trx, known))) return null
  const person = await findPerson(trx, id)
  if (!person) return null
  const { customerId } = person.customer
  const pseudonym = newId(context, 'erased')
  const rewrite = (text: string) => person.names.reduce((now, name) => now.replaceAll(name, pseudonym), text)

  await rememberPerson(trx, context, customerId, context.now())
  await forgetTraces(trx, context, person, pseudonym)
  await pseudonymiseCoupons(trx, context, person, pseudonym)
  await pseudonymiseAudit(trx, person, { pseudonym, rewrite })
  const deleted: Record<string, number> = {}
  for (const table of personTables) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ${sql.ref('customerId')} = ${customerId}`.execute(trx)
    if (numAffectedRows > 0n) deleted[table] = Number(numAffectedRows)
  }
  await trx.deleteFrom('customer').where('customerId', '=', customerId).execute()
  const subject = { subjectKind: 'customer', subjectId: pseudonym, customerId: pseudonym }
  const entry = { at: context.now(), actor, action: 'customer.erased', ...subject }
  await recordAudit(trx, context, { ...entry, details: { deleted } })
  return { pseudonym, deleted }
}

/**
 * Erases a person: first from the rejects files of imports, then from the database in one transaction. What tells of them is
 * deleted, what was spent and done stays under a pseudonym. An order that names them later makes a new customer. Null for an
 * unknown id.
 */
export async function eraseCustomer(
  context: ServerContext,
  request: { id: string; actor: string },
): Promise<Erased | null> {
  const { db, log } = context
  const person = await findPerson(db, request.id)
  if (!person) return null
  // Files first: were it cut short after the transaction, nobody could tell any more whose rows they hold.
  const rejects = await forgetRejects(db, person.names)
  if (rejects.uncleared.length > 0)
    log.warn({ files: rejects.uncleared }, 'rejects files could not be cleared of an erased customer')
  const erased = await retryTransient(() =>
    db.transaction().execute((trx) => eraseOnce(trx, context, request)),
  )
  return erased && { ...erased, rejects }
}
