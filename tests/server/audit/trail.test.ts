import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteName } from '../../../src/contract/paths.ts'
import { engines } from '../../support/databases.ts'
import { advisor, colleague, openStore, type Call } from '../journey/store.ts'

type Store = Awaited<ReturnType<typeof openStore>>

describe.each(engines)('the audit trail on $name', ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await openStore(await open())
  })
  afterAll(() => store.close())

  const params = () => ({ externalUserId: store.personId(0) })
  async function setRole(role: string) {
    const { db } = store.context
    await db.updateTable('member').set({ role }).where('userId', '=', colleague).execute()
  }
  async function search(query: Record<string, string> = {}) {
    await setRole('auditor')
    const { status, body } = await store.as(colleague)('searchAudit', { query })
    expect(status).toBe(200)
    return body
  }
  const actionsOf = async (query: Record<string, string>) =>
    (await search(query)).entries.map(({ action }: { action: string }) => action)
  const act = async (route: RouteName, call: Call = {}) => {
    const answer = await store.as(advisor)(route, call)
    expect({ route, status: answer.status, body: answer.body }).toMatchObject({ status: 200 })
    return answer.body
  }

  it('holds every action on a customer, by whoever acted, in the transaction of the action', async () => {
    await act('addNote', { params: params(), body: { text: '喜欢清爽的' } })
    const { reminder } = await act('setReminder', { params: params(), body: {} })
    await act('endReminder', { params: { ...params(), reminderId: reminder.reminderId }, body: {} })
    await act('startEnquiry', { params: params(), body: { about: 'price' } })
    await act('closeEnquiry', { params: params(), body: { about: 'price', outcome: 'done' } })
    const { allowed } = await act('listTags', { params: params() })
    const { tag } = await act('addTag', { params: params(), body: { name: allowed[0].names[0] } })
    await act('removeTag', { params: { ...params(), tagId: tag.tagId } })
    await act('restoreTag', { params: { ...params(), tagId: tag.tagId } })
    const { couponId } = await store.send(0, 'starter-ladder')
    await act('voidCoupon', { params: { couponId }, body: { reason: 'cancelled' } })
    await act('optOutCustomer', { params: params(), body: { reason: '客户在聊天里说的' } })
    await act('optInCustomer', { params: params(), body: { reason: '客户改变主意' } })
    await act('revealField', { params: params(), body: { field: 'remark', reason: '核对收货人' } })
    const { notice } = await act('getPrivacy', { params: params() })
    await act('recordConsent', { params: params(), body: { version: notice.version, source: 'chat' } })
    const found = new Set(await actionsOf({ customer: params().externalUserId, actor: advisor }))
    expect([...found].filter((action) => action !== 'customer.read').sort()).toEqual([
      'coupon.issued',
      'coupon.sent',
      'coupon.voided',
      'customer.consented',
      'customer.opted-in',
      'customer.opted-out',
      'customer.revealed',
      'enquiry.closed',
      'enquiry.started',
      'note.added',
      'reminder.ended',
      'reminder.set',
      'tag.added',
      'tag.removed',
      'tag.restored',
    ])
  })

  it('names the shop key that redeemed and reversed, and the command line that made it', async () => {
    const { token } = await store.send(1, 'starter-free-shipping')
    const { code } = (await store.device()('takeClaim', token)).body
    const order = { orderId: 'audited', orderAmountFen: 30_000, shippingFen: 1_000 }
    expect((await store.shop('redeemCoupon', { code, ...order })).status).toBe(200)
    expect((await store.shop('reverseCoupon', { orderId: 'audited', reason: 'returned' })).status).toBe(200)
    const { entries } = await search({ customer: store.personId(1), action: 'coupon.' })
    const named = entries.map(({ action, actorName }: { action: string; actorName: string }) => [
      action,
      actorName,
    ])
    expect(named).toContainEqual(['coupon.redeemed', 'shop'])
    expect(named).toContainEqual(['coupon.reversed', 'shop'])
    expect(JSON.stringify(entries)).not.toContain(code)
    const keys = await search({ action: 'key.created' })
    expect(keys.entries[0]).toMatchObject({ actorName: '命令行', actionName: '建密钥', customerId: null })
    expect(JSON.stringify(keys)).not.toContain(store.key)
  })

  it('is not left behind by what failed', async () => {
    const before = (await actionsOf({ action: 'coupon.issued', limit: '200' })).length
    const refused = { params: params(), body: { offerId: 'no-such-offer' } }
    expect((await store.as(advisor)('issueCoupon', refused)).status).toBeGreaterThanOrEqual(400)
    const stranger = await store.as(colleague)('addNote', { params: params(), body: { text: 'x' } })
    expect(stranger.status).toBe(403)
    expect((await actionsOf({ action: 'coupon.issued', limit: '200' })).length).toBe(before)
  })

  it('searches by period, from inclusive and until exclusive, and pages without gap or repeat', async () => {
    // What is written behind the answers would come in between the pages.
    await store.app.services.reads.flush()
    const all: string[] = []
    let cursor: string | null = null
    do {
      const page = await search({ limit: '4', ...(cursor === null ? {} : { cursor }) })
      all.push(...page.entries.map(({ auditId }: { auditId: string }) => auditId))
      expect(page.entries.length).toBeLessThanOrEqual(4)
      cursor = page.next
    } while (cursor !== null)
    expect(new Set(all).size).toBe(all.length)
    const { entries } = await search({ limit: '200' })
    expect(all).toEqual(entries.map(({ auditId }: { auditId: string }) => auditId))
    const at = String(store.clock.at)
    expect((await search({ from: at, limit: '200' })).entries.length).toBeGreaterThan(0)
    expect((await search({ from: String(store.clock.at + 1) })).entries).toEqual([])
    const earlier = await search({ until: at })
    expect(earlier.entries.every((entry: { at: number }) => entry.at < store.clock.at)).toBe(true)
  })

  it('answers auditors and admins alone, and refuses what it cannot read', async () => {
    for (const [role, status] of [
      ['advisor', 403],
      ['lead', 403],
      ['operator', 403],
      ['auditor', 200],
      ['admin', 200],
    ] as const) {
      await setRole(role)
      expect((await store.as(colleague)('searchAudit')).status, role).toBe(status)
    }
    const wrong: Record<string, string>[] = [
      { cursor: 'x' },
      { action: '; drop' },
      { limit: '201' },
      { from: 'today' },
    ]
    for (const query of wrong)
      expect((await store.as(colleague)('searchAudit', { query })).status, JSON.stringify(query)).toBe(400)
    expect((await store.call('searchAudit')).status).toBe(401)
    expect((await search({ customer: 'nobody' })).entries).toEqual([])
  })
})
