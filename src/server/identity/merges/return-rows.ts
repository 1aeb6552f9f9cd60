import { sql } from 'kysely'
import type { Database } from '../../db/connect.ts'
import { keyText } from '../identity-key.ts'
import { ownedTables } from '../merge.ts'
import type { MergeDetails } from './details.ts'

interface Pair {
  keptId: string
  mergedId: string
}

type Arrival = { arrivalKey: string; kind: string; value: string }

/** So many ids in one statement. */
const chunk = 200

/** Brought by shop systems; all other tables hold what was done in the chat with the contact. */
const shopTables: readonly string[] = [
  'purchaseOrder',
  'shopEvent',
  'agedPurchase',
  'agedOrder',
  'orderCredit',
]
/** They follow from others, or stay with whoever keeps the name. */
const keptTables: readonly string[] = ['customerTag', 'mergeArrival', 'abuseAlert']

/** What came since the merge and through which identity. */
export function arrivalsSince(trx: Database, keptId: string, at: number): Promise<Arrival[]> {
  return trx
    .selectFrom('mergeArrival')
    .select(['arrivalKey', 'kind', 'value'])
    .where('customerId', '=', keptId)
    .where('at', '>=', at)
    .execute()
}

/** The identities that go back: those that were moved, and what came through them, step by step. */
export function identitiesBack(details: MergeDetails, arrivals: readonly Arrival[]): Set<string> {
  const back = new Set(details.identities.map((key) => keyText(key as never)))
  const brought = arrivals.filter(({ arrivalKey }) => arrivalKey.startsWith('identity:'))
  for (;;) {
    const more = brought.filter(
      ({ arrivalKey, kind, value }) =>
        back.has(`${kind}:${value}`) && !back.has(arrivalKey.slice('identity:'.length)),
    )
    if (more.length === 0) return back
    for (const { arrivalKey } of more) back.add(arrivalKey.slice('identity:'.length))
  }
}

/** Gives the identities back; `back` holds them as texts. */
export async function returnIdentities(
  trx: Database,
  { keptId, mergedId }: Pair,
  back: ReadonlySet<string>,
): Promise<void> {
  const keys = await trx
    .selectFrom('identity')
    .select(['kind', 'value'])
    .where('customerId', '=', keptId)
    .execute()
  for (const key of keys) {
    if (!back.has(keyText(key as never))) continue
    await trx
      .updateTable('identity')
      .set({ customerId: mergedId })
      .where('kind', '=', key.kind)
      .where('value', '=', key.value)
      .execute()
  }
}

/** The ids of one table that go back: as the log says, unless a later word on the row came through another identity. */
function idsBack(
  table: string,
  details: MergeDetails,
  arrivals: readonly Arrival[],
  back: ReadonlySet<string>,
): string[] {
  const ids = new Set(details.moved[table] ?? [])
  const prefix = table === 'purchaseOrder' ? 'order:' : table === 'shopEvent' ? 'event:' : null
  if (prefix === null) return [...ids]
  for (const { arrivalKey, kind, value } of arrivals) {
    if (!arrivalKey.startsWith(prefix)) continue
    const id = arrivalKey.slice(prefix.length)
    if (back.has(`${kind}:${value}`)) ids.add(id)
    else ids.delete(id)
  }
  return [...ids]
}

/**
 * Gives the rows back. `takesContact`: the contact itself goes back, and with it all that was done in its chat, for the kept
 * customer had none before.
 */
export async function returnRows(
  trx: Database,
  { keptId, mergedId }: Pair,
  details: MergeDetails,
  {
    arrivals,
    back,
    takesContact,
  }: { arrivals: readonly Arrival[]; back: ReadonlySet<string>; takesContact: boolean },
): Promise<void> {
  for (const [table, id] of ownedTables) {
    if (table === 'mergeArrival') continue
    const whole = takesContact && !shopTables.includes(table) && !keptTables.includes(table)
    const ids = idsBack(table, details, arrivals, back)
    const parts = whole ? [null] : chunksOf(ids)
    for (const part of parts)
      await sql`update ${sql.table(table)} set ${sql.ref('customerId')} = ${mergedId}
        where ${sql.ref('customerId')} = ${keptId}
        ${part === null ? sql`` : sql`and ${sql.ref(id)} in (${sql.join(part)})`}`.execute(trx)
  }
  // A bubble that was added since belongs to its touch.
  for (const part of chunksOf(details.moved['touch'] ?? []))
    await trx
      .updateTable('touchBubble')
      .set({ customerId: mergedId })
      .where('touchId', 'in', part)
      .where('customerId', '=', keptId)
      .execute()
  await returnArrivals(trx, { keptId, mergedId }, details, { arrivals, back })
}

function chunksOf(ids: readonly string[]): string[][] {
  const parts: string[][] = []
  for (let place = 0; place < ids.length; place += chunk) parts.push(ids.slice(place, place + chunk))
  return parts
}

/** Notes of arrivals serve the merges that are left on either side; without any they go. */
async function returnArrivals(
  trx: Database,
  { keptId, mergedId }: Pair,
  details: MergeDetails,
  { arrivals, back }: { arrivals: readonly Arrival[]; back: ReadonlySet<string> },
): Promise<void> {
  const since = arrivals.filter(({ kind, value }) => back.has(`${kind}:${value}`))
  const ids = [...(details.moved['mergeArrival'] ?? []), ...since.map(({ arrivalKey }) => arrivalKey)]
  for (const part of chunksOf(ids))
    await trx
      .updateTable('mergeArrival')
      .set({ customerId: mergedId })
      .where('arrivalKey', 'in', part)
      .where('customerId', '=', keptId)
      .execute()
  for (const [customerId, mergedAt] of [
    [keptId, details.keptBefore.mergedAt],
    [mergedId, details.merged.mergedAt],
  ] as const)
    if (mergedAt === null) await trx.deleteFrom('mergeArrival').where('customerId', '=', customerId).execute()
}

/** Each advisor's entry where it was; what WeCom told since of an entry that came with the merge goes back with it. */
export async function returnFollows(
  trx: Database,
  { keptId, mergedId }: Pair,
  { follows, keptFollowers }: MergeDetails,
  takesContact: boolean,
): Promise<void> {
  const moved = follows.filter(({ userId }) => !keptFollowers.includes(userId)).map(({ userId }) => userId)
  if (moved.length > 0 || takesContact)
    await trx
      .updateTable('follow')
      .set({ customerId: mergedId })
      .where('customerId', '=', keptId)
      .where((eb) => (takesContact ? eb.lit(true) : eb('userId', 'in', moved)))
      .execute()
  const both = follows.filter(({ userId }) => keptFollowers.includes(userId))
  if (both.length > 0 && !takesContact) await trx.insertInto('follow').values(both).execute()
}
