import { raiseAlert } from '../abuse/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { ConcurrentChange } from '../db/database-fault.ts'
import { identityKeysOf, type NamedIdentities } from './identity-key.ts'
import { type IsApart, type KnownCustomer, type Link, LinkPlanner } from './link-planner.ts'
import { logMerge, logSuggestion } from './merge-log.ts'
import { moveCustomer } from './merge.ts'
import { pairsApart } from './merges/apart.ts'
import {
  arrivalKeyOf,
  arrivalsOf,
  type Arriving,
  type NamedRow,
  noteArrivals,
  undoableAmong,
} from './merges/arrivals.ts'
import { findOwners } from './owners.ts'
import { lockCustomers, lockKnown } from './repository.ts'
import { storePlanned } from './store-planned.ts'

const attempts = 5

export interface LinkedRow {
  customerId: string
  /** The row brought a new customer, a new identity or a merge. */
  isChanged: boolean
}

interface Needs {
  /** Computes the purchase summary of these customers again from their orders. */
  refreshSummaries: (trx: Database, customerIds: readonly string[], asOf: number) => Promise<void>
  /** What the orders of one now owe to the touches and coupons of the other. */
  attribution: {
    refreshCustomers: (trx: Database, customerIds: readonly string[], asOf: number) => Promise<number>
  }
}

export type Identity = ReturnType<typeof createIdentity>

export function createIdentity(context: ServerContext, { refreshSummaries, attribution }: Needs) {
  function makeCustomer(asOf: number): KnownCustomer {
    return { customerId: newId(context, 'cust'), createdAt: asOf, isNew: true, keys: [] }
  }

  /** Plans in memory; a second time where people decided that some of those who would be one stay two. */
  async function plan(
    trx: Database,
    known: readonly KnownCustomer[],
    rows: readonly NamedRow[],
    asOf: number,
  ): Promise<{ planner: LinkPlanner; links: Link[] }> {
    const linked = (isApart?: IsApart) => {
      const copies = known.map((customer) => ({ ...customer, keys: [...customer.keys] }))
      const planner = new LinkPlanner(copies, () => makeCustomer(asOf), isApart)
      return { planner, links: rows.map(({ keys }) => planner.link(keys)) }
    }
    const first = linked()
    const pairs = [...first.planner.merges, ...first.planner.suggestions]
    const ids = new Set(pairs.flatMap(({ keptId, mergedId }) => [keptId, mergedId]))
    const isApart = await pairsApart(trx, [...ids])
    return isApart ? linked(isApart) : first
  }

  async function tryToLink(
    trx: Database,
    rows: readonly NamedRow[],
    source: string,
    asOf: number,
  ): Promise<LinkedRow[] | null> {
    const found = await findOwners(
      trx,
      rows.map(({ keys }) => keys),
    )
    const known = await lockKnown(trx, found)
    if (known === null) return null
    const { planner, links } = await plan(trx, known, rows, asOf)
    if (!(await storePlanned(trx, context, planner, { source, asOf }))) return null
    for (const merge of planner.merges) {
      const details = await moveCustomer(trx, merge, asOf)
      await logMerge(trx, context, { ...merge, details, actor: 'system', at: asOf })
    }
    const kept = new Set(planner.merges.map(({ keptId }) => planner.finalId(keptId)))
    if (kept.size > 0) {
      await refreshSummaries(trx, [...kept], asOf)
      await attribution.refreshCustomers(trx, [...kept], asOf)
    }
    for (const { keptId, mergedId, key } of planner.suggestions) {
      const pair = { keptId: planner.finalId(keptId), mergedId: planner.finalId(mergedId), key }
      const subjectId = await logSuggestion(trx, pair, source, asOf)
      const alert = { kind: 'samePerson', customerId: pair.keptId, bound: 1, isLasting: true } as const
      if (subjectId !== null) await raiseAlert(trx, context, { ...alert, subjectId })
    }
    const undoable = await undoableAmong(trx, known, asOf)
    for (const customerId of kept) undoable.add(customerId)
    if (undoable.size > 0) await noteArrivals(trx, arrivalsOf(planner, rows, links, undoable), asOf)
    return links.map(({ customerId, isChanged }) => ({ customerId: planner.finalId(customerId), isChanged }))
  }

  /**
   * Links each row to its customer, making, attaching and merging as needed. Afterwards the rows of all customers
   * concerned are locked until the transaction ends.
   */
  async function resolveMany(
    trx: Database,
    rows: readonly Arriving[],
    source: string,
    asOf: number,
  ): Promise<LinkedRow[]> {
    if (rows.length === 0) return []
    const named = rows.map((row) => ({ arrivalKey: arrivalKeyOf(row), keys: identityKeysOf(row) }))
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const links = await tryToLink(trx, named, source, asOf)
      if (links) return links
    }
    throw new ConcurrentChange('identities changed while they were read')
  }

  async function resolveCustomer(
    trx: Database,
    named: NamedIdentities,
    source: string,
    asOf: number,
  ): Promise<string> {
    const [link] = await resolveMany(trx, [named], source, asOf)
    if (!link) throw new ConcurrentChange('no customer')
    return link.customerId
  }

  return {
    resolveMany,
    resolveCustomer,
    lock: lockCustomers,
    /** The customers of external contacts, in their order. */
    async linkExternalContacts(
      trx: Database,
      contacts: readonly { externalUserId: string; unionId: string | null }[],
      asOf: number,
    ): Promise<string[]> {
      const named = contacts.map(({ externalUserId, unionId }) => ({
        externalUserId,
        unionId: unionId ?? undefined,
      }))
      return (await resolveMany(trx, named, 'wecom', asOf)).map(({ customerId }) => customerId)
    },
    /** The customer of an external contact; rows that came earlier under its union id are linked to it. */
    linkExternalContact(
      trx: Database,
      { externalUserId, unionId }: { externalUserId: string; unionId: string | null },
      asOf: number,
    ): Promise<string> {
      return resolveCustomer(trx, { externalUserId, unionId: unionId ?? undefined }, 'wecom', asOf)
    },
  }
}
