import { createHmac } from 'node:crypto'
import type { ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import { identityKinds, type IdentityKey, type IdentityKind, keyText } from './identity-key.ts'
import { standsFor } from './merge-log.ts'
import { withMerged } from './merges/apart.ts'

type Keyed = Pick<ServerContext, 'config'>

/** Suggestions that nobody said no to: the two may be one person. */
const oneOutcomes = ['suggested', 'linked', 'accepted'] as const
/** These never reached anybody. */
const neverGot = ['voided', 'lapsed'] as const

/**
 * An identity as a keyed hash: it tells a person who comes again, also after all else was erased, and can't be turned back
 * into a phone number without the secret. A new `SESSION_SECRET` forgets the erased; who is still known is found by their coupons.
 */
export function personHash({ config }: Keyed, key: IdentityKey): string {
  return createHmac('sha256', config.sessionSecret)
    .update(`newcomer ${keyText(key)}`)
    .digest('hex')
}

interface Person {
  customerIds: string[]
  keys: IdentityKey[]
}

/** The customer with all who may be the same natural person, and every identity they have or were held together by. */
async function personOf(db: Database, customerId: string): Promise<Person> {
  const own = [...(await withMerged(db, [customerId])).keys()]
  const pairs = await db
    .selectFrom('identityMerge')
    .select(['keptCustomerId', 'mergedCustomerId', 'kind', 'value'])
    .where('outcome', 'in', oneOutcomes)
    .where((eb) => eb.or([eb('keptCustomerId', 'in', own), eb('mergedCustomerId', 'in', own)]))
    .execute()
  const customerIds = [...own]
  for (const { keptCustomerId, mergedCustomerId } of pairs)
    for (const id of [keptCustomerId, mergedCustomerId ?? keptCustomerId])
      if (!customerIds.includes(id)) customerIds.push(id, await standsFor(db, id))
  const identities = await db
    .selectFrom('identity')
    .select(['kind', 'value'])
    .where('customerId', 'in', customerIds)
    .execute()
  const texts = new Map(
    [...identities, ...pairs].map(({ kind, value }) => [`${kind}:${value}`, { kind, value }]),
  )
  const keys = [...texts.values()]
    .filter(({ kind }) => identityKinds.includes(kind as IdentityKind))
    .map(({ kind, value }) => ({ kind: kind as IdentityKind, value }))
  return { customerIds, keys }
}

/** Newcomers' coupons of these customers that reached them: the newcomers' budget paid for them. */
function ownCoupons(db: Database, customerIds: readonly string[]) {
  return db
    .selectFrom('coupon')
    .select('couponId')
    .where('customerId', 'in', customerIds)
    .where('state', 'not in', neverGot)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ledgerEntry')
          .select('ledgerEntry.entryId')
          .whereRef('ledgerEntry.couponId', '=', 'coupon.couponId')
          .where('ledgerEntry.scope', '=', 'newcomer'),
      ),
    )
}

/**
 * OFF-13: whether this natural person had a newcomers' offer: under this customer, one merged with it, one that may be the same
 * person, or before they were erased. Voided and lapsed coupons do not count.
 */
export async function hadNewcomerOffer(db: Database, context: Keyed, customerId: string): Promise<boolean> {
  const person = await personOf(db, customerId)
  if (await ownCoupons(db, person.customerIds).limit(1).executeTakeFirst()) return true
  if (person.keys.length === 0) return false
  const grant = await db
    .selectFrom('newcomerGrant')
    .innerJoin('coupon', 'coupon.couponId', 'newcomerGrant.couponId')
    .select('newcomerGrant.couponId')
    .where(
      'personHash',
      'in',
      person.keys.map((key) => personHash(context, key)),
    )
    .where('coupon.state', 'not in', neverGot)
    .limit(1)
    .executeTakeFirst()
  return grant !== undefined
}

/** Notes the coupon for these identities; false when one of them has a coupon that counts already. */
async function note(
  trx: Database,
  context: Keyed,
  keys: readonly IdentityKey[],
  couponId: string,
  at: number,
): Promise<boolean> {
  let isFree = true
  for (const hash of keys.map((key) => personHash(context, key)).sort()) {
    const row = await trx
      .insertInto('newcomerGrant')
      .values({ personHash: hash, couponId, at })
      .onConflict((conflict) =>
        conflict
          .column('personHash')
          .doUpdateSet({ couponId, at })
          .where((eb) =>
            eb.exists(
              eb
                .selectFrom('coupon')
                .select('coupon.couponId')
                .whereRef('coupon.couponId', '=', 'newcomerGrant.couponId')
                .where('coupon.state', 'in', neverGot),
            ),
          ),
      )
      .returning('personHash')
      .executeTakeFirst()
    if (!row) isFree = false
  }
  return isFree
}

/**
 * A newcomers' coupon was issued: every identity of the person remembers it. Of two taps at once for two accounts of one
 * person the second finds the first here, and is refused.
 */
export async function rememberNewcomer(
  trx: Database,
  context: Keyed,
  { customerId, couponId, at }: { customerId: string; couponId: string; at: number },
): Promise<void> {
  const { keys } = await personOf(trx, customerId)
  if (await note(trx, context, keys, couponId, at)) return
  const text = '新客优惠每人限一次，已经发过'
  throw new AppError('offer_refused', {
    message: text,
    details: { refusals: [{ code: 'receivedBefore', ruleId: 'OFF-13', text }] },
  })
}

/** Before a person is erased or taken apart: identities that came after the coupon remember it too. */
export async function rememberPerson(
  trx: Database,
  context: Keyed,
  customerId: string,
  at: number,
): Promise<void> {
  const [coupon] = await ownCoupons(trx, [customerId]).limit(1).execute()
  if (!coupon) return
  const { keys } = await personOf(trx, customerId)
  await note(trx, context, keys, coupon.couponId, at)
}
