import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore, ownOrigin, type Store } from '../journey/store.ts'

const admin = 'ChengYe'

describe.each(engines)('handing over on $name', ({ open }) => {
  let store: Store
  let cookie = ''
  const couponIds: string[] = []
  let redeemed = ''
  beforeAll(async () => {
    store = await openStore(await open(), { environment: { ADMIN_USER_IDS: admin } })
    cookie = await store.signIn(admin)
    for (const place of [0, 1]) {
      const params = { externalUserId: store.personId(place) }
      couponIds.push((await store.send(place, 'starter-free-shipping')).couponId)
      const mine = store.as(advisor)
      await mine('addNote', { params, body: { text: `下周再问 ${place}` } })
      await mine('setReminder', { params, body: { at: new Date(store.clock.at + dayMs).toISOString() } })
    }
    const { token } = await store.send(2, 'starter-free-shipping')
    const { code } = (await store.device()('takeClaim', token)).body
    await store.shop('redeemCoupon', { code, orderId: 'o-handover', orderAmountFen: 30_000 })
    redeemed = code
    await store.as(advisor)('saveOwnScript', {
      body: {
        title: '我的开场',
        step: 'attention',
        stages: [],
        objection: 'none',
        scene: 'single',
        contentType: 'education',
        body: '您好，我是您的护肤顾问。',
      },
    })
  })
  afterAll(() => store.close())

  const handOver = (body: object, userId = advisor, as = cookie) =>
    store.call('handOver', { params: { userId }, body, headers: { cookie: as, origin: ownOrigin } })
  const listed = async (userId: typeof advisor | typeof colleague) =>
    (await store.as(userId)('listScripts')).body as { scripts: { title: string; isMine: boolean }[] }
  const couponsOf = () =>
    store.context.db.selectFrom('coupon').select(['couponId', 'issuedBy', 'heldBy', 'code']).execute()
  const ledger = () => store.context.db.selectFrom('ledgerEntry').selectAll().orderBy('entryId').execute()

  it('is for admins, to an active colleague, of a known member', async () => {
    expect(await handOver({ toUserId: colleague }, 'Nobody')).toMatchObject({ status: 404 })
    expect(await handOver({ toUserId: 'Nobody' })).toMatchObject({
      status: 400,
      body: { details: { fields: [{ field: 'body.toUserId' }] } },
    })
    expect((await handOver({ toUserId: advisor })).status).toBe(400)
    expect((await handOver({ toUserId: colleague, externalUserIds: ['wmUnknown'] })).status).toBe(404)
    expect((await couponsOf()).every(({ heldBy }) => heldBy === null)).toBe(true)
  })

  it('moves what concerns the named customers, own scripts not', async () => {
    const { status, body } = await handOver({
      toUserId: colleague,
      externalUserIds: [store.personId(0), store.personId(0)],
    })
    expect([status, body.handover]).toEqual([
      200,
      { fromUserId: advisor, toUserId: colleague, notes: 1, scripts: 0, reminders: 1, coupons: 1 },
    ])
    const held = (await couponsOf()).filter(({ heldBy }) => heldBy !== null)
    expect(held).toMatchObject([{ couponId: couponIds[0], issuedBy: advisor, heldBy: colleague }])
  })

  it('moves the rest at once, keeps issuer and ledger, and leaves what is over', async () => {
    const before = await ledger()
    const { body } = await handOver({ toUserId: colleague })
    expect(body.handover).toMatchObject({ notes: 1, scripts: 1, reminders: 1, coupons: 1 })
    expect(await ledger()).toEqual(before)
    for (const { couponId, code, issuedBy, heldBy } of await couponsOf()) {
      expect(issuedBy).toBe(advisor)
      expect([couponId, heldBy]).toEqual([couponId, code === redeemed ? null : colleague])
    }
    expect((await listed(advisor)).scripts.some(({ title }) => title === '我的开场')).toBe(false)
    const theirs = (await listed(colleague)).scripts.find(({ title }) => title === '我的开场')
    expect(theirs?.isMine).toBe(true)
    const reminders = await store.context.db.selectFrom('reminder').select('userId').execute()
    expect(reminders.map(({ userId }) => userId)).toEqual([colleague, colleague])
  })

  it('told again it moves nothing, and each time leaves a trail', async () => {
    const { body } = await handOver({ toUserId: colleague })
    expect(body.handover).toMatchObject({ notes: 0, scripts: 0, reminders: 0, coupons: 0 })
    const entries = await store.context.db
      .selectFrom('audit')
      .select(['action', 'actor', 'subjectId'])
      .where('action', 'in', ['member.handover', 'coupon.handed-over'])
      .execute()
    const of = (wanted: string) => entries.filter(({ action }) => action === wanted)
    expect(of('member.handover').map(({ subjectId }) => subjectId)).toEqual([advisor, advisor, advisor])
    expect(
      of('coupon.handed-over')
        .map(({ subjectId }) => subjectId)
        .sort(),
    ).toEqual(couponIds.toSorted())
    expect(entries.every(({ actor }) => actor === admin)).toBe(true)
  })

  it('the timeline names the author and who took over', async () => {
    const { body } = await store.as(advisor)('getTimeline', {
      params: { externalUserId: store.personId(0) },
    })
    const note = (body.past ?? body.items).find(({ kind }: { kind: string }) => kind === 'note')
    expect(note.title).toBe('我 记跟进（已交接给 顾安然）')
  })

  it('the holder may void, without following the customer; somebody else may not', async () => {
    const [first = '', second = ''] = couponIds
    const third = await store.signIn('SuHe')
    const body = { reason: 'advisor' }
    const headers = { cookie: third, origin: ownOrigin }
    expect((await store.call('voidCoupon', { params: { couponId: first }, body, headers })).status).toBe(404)
    for (const couponId of [first, second]) {
      const voided = await store.as(colleague)('voidCoupon', { params: { couponId }, body })
      expect([voided.status, voided.body.coupon]).toMatchObject([200, { state: 'voided', isMine: true }])
    }
  })
})
