import type { Selectable } from 'kysely'
import type { Database } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'

/** Shorter texts name nobody, and would change words that have nothing to do with the person. */
const shortestName = 2

export interface Person {
  customer: Selectable<Schema['customer']>
  /** Theirs now, and those of the customers that were merged into them. */
  customerIds: string[]
  externalUserIds: string[]
  orderIds: string[]
  couponIds: string[]
  quizLinkIds: string[]
  /** Every text that names them: ids, phones, names, remarks; the longest first. */
  names: string[]
}

async function mergedInto(db: Database, customerId: string): Promise<string[]> {
  const ids = [customerId]
  for (const keptId of ids) {
    const merges = await db
      .selectFrom('identityMerge')
      .select('mergedCustomerId')
      .where('keptCustomerId', '=', keptId)
      .where('outcome', '=', 'merged')
      .execute()
    for (const { mergedCustomerId: id } of merges) if (id !== null && !ids.includes(id)) ids.push(id)
  }
  return ids
}

/** Texts anywhere in a value of JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(textsIn)
}

/** The person behind the id in WeCom, or our own; null for an unknown one. */
export async function findPerson(db: Database, id: string): Promise<Person | null> {
  const customer = await db
    .selectFrom('customer')
    .selectAll()
    .where((eb) => eb.or([eb('externalUserId', '=', id), eb('customerId', '=', id)]))
    .executeTakeFirst()
  if (!customer) return null
  const { customerId } = customer
  const customerIds = await mergedInto(db, customerId)
  const identities = await db
    .selectFrom('identity')
    .selectAll()
    .where('customerId', '=', customerId)
    .execute()
  const follows = await db.selectFrom('follow').selectAll().where('customerId', '=', customerId).execute()
  const orders = await db
    .selectFrom('purchaseOrder')
    .select('orderId')
    .where('customerId', '=', customerId)
    .execute()
  const coupons = await db
    .selectFrom('coupon')
    .select(['couponId', 'orderId'])
    .where('customerId', '=', customerId)
    .execute()
  const links = await db
    .selectFrom('quizLink')
    .select('quizLinkId')
    .where('customerId', '=', customerId)
    .execute()

  const orderIds = new Set([...orders, ...coupons].flatMap(({ orderId }) => orderId ?? []))
  const externalUserIds = new Set([
    ...identities.filter(({ kind }) => kind === 'externalUserId').map(({ value }) => value),
    ...(customer.externalUserId === null ? [] : [customer.externalUserId]),
  ])
  const names = new Set([
    ...customerIds,
    ...externalUserIds,
    ...orderIds,
    ...identities.map(({ value }) => value),
    ...follows.flatMap(({ remark, description }) => [remark, description]),
    ...textsIn(JSON.parse(customer.fieldsJson)),
    customer.name,
    customer.avatar ?? '',
  ])
  return {
    customer,
    customerIds,
    externalUserIds: [...externalUserIds],
    orderIds: [...orderIds],
    couponIds: coupons.map(({ couponId }) => couponId),
    quizLinkIds: links.map(({ quizLinkId }) => quizLinkId),
    names: [...names]
      .filter((name) => name.length >= shortestName)
      .sort((one, other) => other.length - one.length),
  }
}
