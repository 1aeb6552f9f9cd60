import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { compareKeys } from './identity-key.ts'
import type { LinkPlanner } from './link-planner.ts'
import { deleteIdentities, insertCustomers, insertIdentities, setExternalUserId } from './repository.ts'

/** Stores the plan's new customers and identities. False when another transaction stored one of the identities first: ours are withdrawn. */
export async function storePlanned(
  trx: Database,
  context: Pick<ServerContext, 'randomBytes'>,
  planner: LinkPlanner,
  { source, asOf }: { source: string; asOf: number },
): Promise<boolean> {
  const identities = planner.attached
    .map((key) => ({ ...key, customerId: planner.ownerOf(key)?.customerId ?? '' }))
    .sort(compareKeys)
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
