import type { CustomerRow } from '../../contract/ingest.ts'
import type { Database } from '../db/connect.ts'
import { preparedList } from '../db/prepared.ts'
import type { Identity } from '../identity/service.ts'
import type { Outcome } from './sort-out.ts'

interface Needs {
  identity: Pick<Identity, 'resolveMany'>
}

interface Facts {
  name: string
  birthday: string | null
  memberTier: string | null
  points: number | null
  pointsExpireAt: number | null
  fieldsJson: string
  contactFetchedAt: number | null
}

const factsOf = preparedList((db, customerIds) =>
  db
    .selectFrom('customer')
    .select(['customerId', 'name', 'birthday', 'memberTier', 'points', 'pointsExpireAt', 'fieldsJson'])
    .select('contactFetchedAt')
    .where('customerId', 'in', customerIds),
)

export function createCustomerFacts({ identity }: Needs) {
  /** Adds what the shop knows to its customers, one outcome for each row; a row that tells nothing new is a duplicate. */
  async function store(trx: Database, rows: readonly CustomerRow[], asOf: number): Promise<Outcome[]> {
    const links = await identity.resolveMany(trx, rows, 'customers', asOf)
    const stored = await factsOf(trx, [...new Set(links.map(({ customerId }) => customerId))])
    const facts = new Map(stored.map(({ customerId, ...own }): [string, Facts] => [customerId, own]))
    const changed = new Set<string>()
    const outcomes = rows.map((row, index): Outcome => {
      const link = links[index]
      const before = link && facts.get(link.customerId)
      if (!before) return 'duplicate'
      const after = applyRow(before, row)
      if (JSON.stringify(after) === JSON.stringify(before)) return link.isChanged ? 'accepted' : 'duplicate'
      facts.set(link.customerId, after)
      changed.add(link.customerId)
      return 'accepted'
    })
    for (const customerId of changed) {
      await trx
        .updateTable('customer')
        .set({ ...facts.get(customerId), updatedAt: asOf })
        .where('customerId', '=', customerId)
        .execute()
    }
    return outcomes
  }

  return { store }
}

/** What a row does not name stays. Once WeCom has told the name, the shop's no longer counts. */
function applyRow(before: Facts, row: CustomerRow): Facts {
  return {
    name: before.contactFetchedAt === null ? (row.name ?? before.name) : before.name,
    birthday: row.birthday ?? before.birthday,
    memberTier: row.memberTier ?? before.memberTier,
    points: row.points ?? before.points,
    pointsExpireAt: row.pointsExpireAt ?? before.pointsExpireAt,
    fieldsJson: JSON.stringify({ ...(JSON.parse(before.fieldsJson) as object), ...row.fields }),
    contactFetchedAt: before.contactFetchedAt,
  }
}
