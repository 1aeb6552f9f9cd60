import type { Budget } from '../../../contract/budgets.ts'
import { maskName } from '../../../domain/scripts/testimonials/mask-name.ts'
import type { Database } from '../../db/connect.ts'
import type { SpendScope } from '../counter.ts'

type Named = Pick<Budget, 'name' | 'externalUserId'>

interface Members {
  namesOf: (userIds: readonly string[]) => Promise<Map<string, string>>
}

async function customersOf(db: Database, customerIds: readonly string[]): Promise<Map<string, Named>> {
  if (customerIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('customer')
    .select(['customerId', 'externalUserId', 'name'])
    .where('customerId', 'in', customerIds)
    .execute()
  return new Map(
    rows.map(({ customerId, externalUserId, name }) => [
      customerId,
      { name: maskName(name ?? ''), externalUserId },
    ]),
  )
}

/** What people call whose money a budget is. Customers go by their masked name: who sets budgets need not know them. */
export async function budgetNamer(
  db: Database,
  members: Members,
  scopes: readonly SpendScope[],
): Promise<(of: SpendScope) => Named> {
  const idsOf = (wanted: SpendScope['scope']) =>
    scopes.filter(({ scope }) => scope === wanted).map(({ scopeId }) => scopeId)
  const customers = await customersOf(db, idsOf('customer'))
  const advisors = await members.namesOf(idsOf('advisor'))
  return ({ scope, scopeId }) => {
    if (scope === 'customer') return customers.get(scopeId) ?? { name: '已删除的客户', externalUserId: null }
    const names = { store: '门店', newcomer: '新客', campaign: scopeId, advisor: advisors.get(scopeId) }
    return { name: names[scope] ?? scopeId, externalUserId: null }
  }
}

/** The customer's own id, from it or from the id in WeCom; null for one who is not known here. */
export async function customerIdOf(db: Database, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('customer')
    .select('customerId')
    .where((eb) => eb.or([eb('customerId', '=', id), eb('externalUserId', '=', id)]))
    .executeTakeFirst()
  return row?.customerId ?? null
}
