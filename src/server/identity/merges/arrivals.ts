import { unmergeUntil } from '../../../domain/customers/unmerge.ts'
import type { Database } from '../../db/connect.ts'
import { readSettings } from '../../settings/service.ts'
import { type IdentityKey, keyText, type NamedIdentities } from '../identity-key.ts'
import type { KnownCustomer, Link, LinkPlanner } from '../link-planner.ts'

/** A row of the shop, as far as it has a name of its own. */
export type Arriving = NamedIdentities & { orderId?: string; eventId?: string }

export interface Arrival {
  arrivalKey: string
  customerId: string
  via: IdentityKey
}

export const identityArrival = (key: IdentityKey): string => `identity:${keyText(key)}`

/** Under what a row is noted; null for rows of facts, which are no records of their own. */
export function arrivalKeyOf({ orderId, eventId }: Arriving): string | null {
  if (orderId !== undefined) return `order:${orderId}`
  return eventId === undefined ? null : `event:${eventId}`
}

/** Those of the customers whose last merge can still be undone. */
export async function undoableAmong(
  trx: Database,
  known: readonly KnownCustomer[],
  asOf: number,
): Promise<Set<string>> {
  const merged = known.filter(({ mergedAt }) => typeof mergedAt === 'number')
  if (merged.length === 0) return new Set()
  const { rules } = await readSettings({ db: trx })
  const open = merged.filter(({ mergedAt }) => asOf <= unmergeUntil(mergedAt ?? 0, rules))
  return new Set(open.map(({ customerId }) => customerId))
}

/** Notes which identity brought what: an undo leaves it with that identity. The last word on a row counts. */
export async function noteArrivals(trx: Database, arrivals: readonly Arrival[], at: number): Promise<void> {
  for (const { arrivalKey, customerId, via } of arrivals) {
    const row = { customerId, kind: via.kind, value: via.value, at }
    await trx
      .insertInto('mergeArrival')
      .values({ arrivalKey, ...row })
      .onConflict((conflict) => conflict.column('arrivalKey').doUpdateSet(row))
      .execute()
  }
}

export interface NamedRow {
  /** Under what it is noted where it came to a merged customer. */
  arrivalKey: string | null
  keys: IdentityKey[]
}

/** What of a batch came to customers whose merge can be undone, and the identity that brought each. */
export function arrivalsOf(
  planner: LinkPlanner,
  rows: readonly NamedRow[],
  links: readonly Link[],
  undoable: ReadonlySet<string>,
): Arrival[] {
  const identities = planner.brought.map(({ key, via }) => ({
    arrivalKey: identityArrival(key),
    customerId: planner.ownerOf(key)?.customerId ?? '',
    via,
  }))
  const named = links.flatMap(({ customerId, via }, index) => {
    const arrivalKey = rows[index]?.arrivalKey ?? null
    return via === null || arrivalKey === null
      ? []
      : [{ arrivalKey, customerId: planner.finalId(customerId), via }]
  })
  return [...identities, ...named].filter(({ customerId }) => undoable.has(customerId))
}
