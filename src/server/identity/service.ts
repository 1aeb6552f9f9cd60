import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { ConcurrentChange } from '../db/database-fault.ts'
import { type IdentityKey, identityKeysOf, keyText, type NamedIdentities } from './identity-key.ts'
import { type KnownCustomer, LinkPlanner } from './link-planner.ts'
import { logMerge, logSuggestion } from './merge-log.ts'
import { moveCustomer } from './merge.ts'
import {
  deleteIdentities,
  findOwners,
  insertCustomers,
  insertIdentities,
  lockCustomers,
  setExternalUserId,
} from './repository.ts'

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

  async function tryToLink(
    trx: Database,
    rows: readonly IdentityKey[][],
    source: string,
    asOf: number,
  ): Promise<LinkedRow[] | null> {
    const known = await findOwners(trx, rows.flat())
    const locked = await lockCustomers(
      trx,
      known.map(({ customerId }) => customerId),
    )
    if (locked.size < known.length) return null
    const planner = new LinkPlanner(known, () => makeCustomer(asOf))
    const links = rows.map((keys) => planner.link(keys))
    if (!(await storeIdentities(trx, planner, source, asOf))) return null
    for (const merge of planner.merges) {
      const details = await moveCustomer(trx, merge, asOf)
      await logMerge(trx, context, merge, details, asOf)
    }
    const kept = new Set(planner.merges.map(({ keptId }) => planner.finalId(keptId)))
    if (kept.size > 0) {
      await refreshSummaries(trx, [...kept], asOf)
      await attribution.refreshCustomers(trx, [...kept], asOf)
    }
    for (const { keptId, mergedId, key } of planner.suggestions) {
      const pair = { keptId: planner.finalId(keptId), mergedId: planner.finalId(mergedId), key }
      await logSuggestion(trx, pair, source, asOf)
    }
    return links.map(({ customerId, isChanged }) => ({
      customerId: planner.finalId(customerId),
      isChanged,
    }))
  }

  /** False when another transaction stored one of the identities first: ours are withdrawn. */
  async function storeIdentities(
    trx: Database,
    planner: LinkPlanner,
    source: string,
    asOf: number,
  ): Promise<boolean> {
    const identities = planner.attached
      .map((key) => ({ ...key, customerId: planner.ownerOf(key)?.customerId ?? '' }))
      .sort((one, other) => (keyText(one) < keyText(other) ? -1 : 1))
    if (identities.length === 0) return true
    const inserted = await insertIdentities(trx, identities, source, asOf)
    if (inserted.length < identities.length) {
      await deleteIdentities(trx, inserted)
      return false
    }
    const made = planner.made.map(({ customerId, keys }) => ({
      customerId,
      externalUserId: keys.find(({ kind }) => kind === 'externalUserId')?.value ?? null,
      assignmentKey: Buffer.from(context.randomBytes(16)).toString('hex'),
    }))
    await insertCustomers(trx, made, asOf)
    const madeIds = new Set(made.map(({ customerId }) => customerId))
    for (const identity of identities) {
      if (identity.kind === 'externalUserId' && !madeIds.has(identity.customerId)) {
        await setExternalUserId(trx, identity)
      }
    }
    return true
  }

  /**
   * Links each row to its customer, making, attaching and merging as needed. Afterwards the rows of all customers
   * concerned are locked until the transaction ends.
   */
  async function resolveMany(
    trx: Database,
    rows: readonly NamedIdentities[],
    source: string,
    asOf: number,
  ): Promise<LinkedRow[]> {
    if (rows.length === 0) return []
    const keys = rows.map(identityKeysOf)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const links = await tryToLink(trx, keys, source, asOf)
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
