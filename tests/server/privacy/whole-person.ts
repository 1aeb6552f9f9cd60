import type { Store, Call } from '../journey/store.ts'
import { advisor } from '../journey/store.ts'

const phone = '13912345678'
const member = 'SHOP-MEMBER-77'
const name = '欧阳静姝'
const remark = '静姝姐·老客'

export type WholePerson = Awaited<ReturnType<typeof wholePerson>>

/** A customer of whom every part of the store knows something. */
export async function wholePerson(store: Store) {
  const { db } = store.context
  const act = async (route: Parameters<ReturnType<Store['as']>>[0], call: Call) => {
    const answer = await store.as(advisor)(route, call)
    if (answer.status !== 200) throw new Error(`${route}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  const person = store.people[0]
  const externalUserId = store.personId(0)
  const unionId = person?.unionId ?? ''
  const params = { externalUserId }
  await act('getPanel', { params })
  await store.shop('ingestCustomers', [
    { unionId, phone, shopCustomerId: member, fields: { 皮肤: '油皮敏感', 地址: '静安路88号' } },
  ])
  await store.shop('ingestEvents', [
    { eventId: 'seen-1', phone, type: 'view', sku: 'CREAM', occurredAt: store.clock.at - 1000 },
  ])
  const stored = await db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', externalUserId)
    .executeTakeFirstOrThrow()
  const { customerId } = stored
  await db.updateTable('customer').set({ name }).where('customerId', '=', customerId).execute()
  await db
    .updateTable('follow')
    .set({ remark, description: `${name} 的描述` })
    .where('customerId', '=', customerId)
    .execute()
  const idempotent = { headers: { 'idempotency-key': 'a-tap' } }
  await act('addNote', { params, body: { text: `${name} 说她的电话是 ${phone}` }, ...idempotent })
  await act('setReminder', { params, body: { note: `回电 ${name}` } })
  await act('recordTouch', { params, body: { text: `${name}，您好`, via: 'sent' } })
  await act('startEnquiry', { params, body: { about: 'price' } })
  await act('revealField', { params, body: { field: 'phone', reason: `${name} 要求回电` } })
  const { notice } = await act('getPrivacy', { params })
  await act('recordConsent', { params, body: { version: notice.version, source: 'chat' } })
  const { allowed } = await act('listTags', { params })
  await act('addTag', { params, body: { name: allowed[0].names[0] } })
  const first = await store.send(0, 'starter-ladder')
  const { code } = (await store.device()('takeClaim', first.token)).body
  await store.shop('redeemCoupon', {
    code,
    orderId: 'ORDER-ERASE-1',
    orderAmountFen: 40_000,
    shippingFen: 1_000,
  })
  await store.shop('ingestOrders', [
    {
      orderId: 'ORDER-ERASE-1',
      phone,
      status: 'paid',
      createdAt: store.clock.at,
      paidAt: store.clock.at,
      items: [{ sku: 'CREAM', name: '舒缓面霜', quantity: 1, unitPriceFen: 40_000 }],
      paidFen: 38_000,
      couponCode: code,
    },
  ])
  const second = await store.send(0, 'starter-free-shipping')
  await db
    .insertInto('identityMerge')
    .values({
      mergeId: 'old',
      keptCustomerId: customerId,
      mergedCustomerId: 'cust_before',
      kind: 'phone',
      value: phone,
      outcome: 'merged',
      detailsJson: JSON.stringify({ merged: { name } }),
      at: 1,
    })
    .execute()
  await db
    .insertInto('groupMember')
    .values({
      chatId: 'chat',
      memberId: externalUserId,
      joinedAt: 1,
      kind: 'customer',
      joinScene: 1,
      invitor: externalUserId,
    })
    .execute()
  await db
    .insertInto('testimonial')
    .values({
      testimonialId: 'told',
      orderId: 'ORDER-ERASE-1',
      name: '静**',
      quote: '用了两周',
      createdAt: 1,
    })
    .execute()
  await db.insertInto('wecomEvent').values(eventsOf(externalUserId)).execute()
  await store.app.services.reads.flush()
  const secrets: string[] = [first.token, second.token, code]
  const texts = [
    name,
    remark,
    phone,
    externalUserId,
    unionId,
    member,
    customerId,
    'cust_before',
    'ORDER-ERASE-1',
    '静安路88号',
    '用了两周',
  ]
  return { externalUserId, customerId, unionId, phone, name, remark, member, secrets, texts }
}

/** What WeCom told of them and is applied, or waits to be. */
function eventsOf(externalUserId: string) {
  const event = (eventId: string, kind: object, changes: object = {}) => ({
    eventId,
    keyHash: eventId,
    name: 'x',
    subject: externalUserId,
    occurredAt: 1,
    seq: 1,
    payloadJson: JSON.stringify(kind),
    status: 'pending',
    receivedAt: 1,
    dueAt: 1,
    attempts: 0,
    ...changes,
  })
  const edited = { kind: 'edited', event: { externalUserId } }
  const group = { kind: 'groupChanged', event: { chatId: 'chat', memberIds: [externalUserId, 'wm-other'] } }
  const applied = { status: 'applied', appliedAt: 1 }
  return [
    event('waits', edited),
    event('done', edited, applied),
    event('group-waits', group, { subject: 'chat' }),
    event('group-done', group, { subject: 'chat', ...applied }),
    event('others', { kind: 'edited', event: { externalUserId: 'wm-other' } }, { subject: 'wm-other' }),
  ]
}
