import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TimelineItem } from '../../../src/contract/timeline.ts'
import type { Bubble } from '../../../src/server/touches/bubble.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { type Desk, deskApp, deskNow, deskSide } from '../touches/desk.ts'
import { insertAdvisors, insertCustomer, insertScript, sampleCoupon } from '../touches/desk-rows.ts'
import { insertCouponEvent, insertEvent, insertOrder } from './timeline-rows.ts'

const minute = 60_000
const day = 86_400_000

describe.each(engines)('the timeline on $name', ({ open }) => {
  let database: TestDatabase
  let desk: Desk
  let app: FastifyInstance
  let customerId = ''
  let made = 0
  beforeAll(async () => {
    database = await open()
    desk = deskSide(database.db)
    app = await deskApp(desk)
    await insertAdvisors(database.db)
    await insertScript(database.db, 'interest', { title: '成分' })
  })
  afterAll(async () => {
    await app.close()
    await database.destroy()
  })
  beforeEach(async () => {
    made += 1
    customerId = `l${made}`
    desk.issued.length = 0
    desk.known.facts = {}
    await insertCustomer(database.db, customerId, ['lin', 'zhao'])
  })

  async function read(query = '', user = 'lin') {
    const url = `/api/v1/customers/wm-${customerId}/timeline${query}`
    const answer = await app.inject({ method: 'GET', url, headers: { 'x-user': user } })
    expect(answer.statusCode).toBe(200)
    return answer.json<{
      past: TimelineItem[]
      future: TimelineItem[]
      nextBefore: number | null
      dataAt: number
    }>()
  }
  const linesOf = async (kind: TimelineItem['kind'], user?: string) =>
    (await read('', user)).past
      .filter((item) => item.kind === kind)
      .map(({ title, detail }) => [title, detail])
  const touch = (asOf: number, changes: Partial<Bubble> = {}) =>
    database.db.transaction().execute((trx) =>
      desk.touches.recordBubble(trx, {
        customerId,
        userId: 'lin',
        contentType: 'other',
        text: '您好',
        via: 'sent',
        asOf,
        ...changes,
      }),
    )

  it('says when the customer turned personalised offers down, and stops when they are wanted again', async () => {
    const set = (optedOutAt: number | null) =>
      database.db.updateTable('customer').set({ optedOutAt }).where('customerId', '=', customerId).execute()
    const said = async () => (await read()).past.filter(({ title }) => title === '已拒绝个性化优惠')
    expect(await said()).toEqual([])
    const at = deskNow - 2 * day
    await set(at)
    expect(await said()).toEqual([
      { id: `opt-out:${customerId}`, kind: 'relation', at, title: '已拒绝个性化优惠', detail: '服务照常' },
    ])
    expect((await read(`?before=${at}`)).past.map(({ id }) => id)).not.toContain(`opt-out:${customerId}`)
    await set(null)
    expect(await said()).toEqual([])
  })

  it('merges all kinds, latest first, and says when it was read', async () => {
    await insertOrder(database.db, `A-${customerId}`, { customerId, orderedAt: deskNow - 4 * day })
    await insertEvent(database.db, customerId, { occurredAt: deskNow - 3 * day })
    await touch(deskNow - 2 * day)
    await insertCouponEvent(database.db, customerId, { toState: 'opened', at: deskNow - day })
    const { past, nextBefore, dataAt } = await read()
    expect(past.map(({ kind }) => kind)).toEqual([
      'coupon',
      'touch',
      'browse',
      'order',
      'relation',
      'relation',
    ])
    expect(new Set(past.map(({ id }) => id)).size).toBe(past.length)
    expect({ nextBefore, dataAt }).toEqual({ nextBefore: null, dataAt: deskNow })
  })

  it('tells of orders: what, how much, how far', async () => {
    const order = (id: string, ago: number, changes: object) =>
      insertOrder(database.db, `${id}-${customerId}`, {
        customerId,
        orderedAt: deskNow - ago * day,
        ...changes,
      })
    await order('P', 1, { paidFen: 18_990 })
    await order('S', 2, { shippedAt: deskNow, refundedFen: 500 })
    await order('D', 3, { shippedAt: deskNow, deliveredAt: deskNow })
    await order('U', 4, { status: 'created' })
    await order('R', 5, { status: 'refunded' })
    expect(await linesOf('order')).toEqual([
      [`订单 P-${customerId} 189.9元`, '洁面乳 ×1 · 已付款'],
      [`订单 S-${customerId} 189元`, '洁面乳 ×1 · 已发货，退5元'],
      [`订单 D-${customerId} 189元`, '洁面乳 ×1 · 已签收'],
      [`订单 U-${customerId} 189元`, '洁面乳 ×1 · 待付款'],
      [`订单 R-${customerId} 189元`, '洁面乳 ×1 · 已退款'],
    ])
  })

  it('tells of touches: who, what, why; 我 for the viewer', async () => {
    desk.issued.push(sampleCoupon({ couponId: 'k1' }))
    await touch(deskNow - day, { scriptId: 'interest', text: '这款油皮也能用', isEdited: true })
    await touch(deskNow - day + minute, { couponId: 'k1', contentType: 'offer' })
    await touch(deskNow, { userId: 'zhao', override: { kind: 'agreed', note: '约好的' }, via: 'copied' })
    const mine = ['发话术「I 兴趣-成分」、发券「包邮+7天价保」', '共2条 · 改过 · 这款油皮也能用']
    expect(await linesOf('touch')).toEqual([
      ['赵宁 发消息', '复制后记为已发 · 继续触达的原因：已约定回复，约好的 · 您好'],
      [`我 ${mine[0]}`, mine[1]],
    ])
    expect((await linesOf('touch', 'zhao')).map(([title]) => title)).toEqual(['我 发消息', `林晓 ${mine[0]}`])
  })

  it('tells of each change of a coupon, and of tags of the store, not of corp tags', async () => {
    const event = (toState: string, at: number, changes: object = {}) =>
      insertCouponEvent(database.db, customerId, { toState, at: deskNow - day + at, ...changes })
    await event('issued', 0, { actor: 'zhao', fromState: null })
    await event('sent', 1, { actor: 'zhao', reason: 'client_accepted' })
    await event('opened', 2)
    await event('claimed', 3)
    await event('redeemed', 4, { actor: 'key1', reason: 'order A95', discountFen: 1000 })
    await event('refunded', 5, { actor: 'key1', reason: 'order A95: 不喜欢' })
    await event('voided', 6, { actor: 'lin', reason: 'advisor: 发错了' })
    await event('expired', 7, { actor: 'system', fromState: 'sent' })
    await event('lapsed', 8, { actor: 'system', fromState: 'issued' })
    expect((await linesOf('coupon')).reverse()).toEqual([
      ['券「满199减15」待确认', '赵宁 生成，等待发出'],
      ['券「满199减15」已发', '已交给企业微信'],
      ['券「满199减15」已打开', null],
      ['券「满199减15」已领取', null],
      ['券「满199减15」已核销', '订单 A95 · 省10元'],
      ['券「满199减15」已退款', '订单 A95：不喜欢'],
      ['券「满199减15」已作废', '我 · 顾问作废：发错了'],
      ['券「满199减15」已过期', '过期未领'],
      ['券「满199减15」已失效', '没有确认发出，预留已释放'],
    ])
    const tag = { customerId, kind: 'fact', evidence: '问卷', createdAt: deskNow - day }
    await database.db
      .insertInto('customerTag')
      .values([
        { ...tag, tagId: `${customerId}-1`, userId: null, name: '油皮', source: 'customer' },
        { ...tag, tagId: `${customerId}-2`, userId: 'lin', name: 'VIP', source: 'corp' },
      ])
      .execute()
    expect(await linesOf('tag')).toEqual([['打标签 油皮', '问卷']])
    expect(await linesOf('relation')).toEqual([
      ['我 加好友', '扫描二维码'],
      ['赵宁 加好友', null],
    ])
  })

  it('gives 50 a page and every item once, instants shared by many included', async () => {
    for (let index = 0; index < 60; index += 1) {
      await insertEvent(database.db, customerId, { type: 'checkin', occurredAt: deskNow - index * minute })
      await touch(deskNow - index * 11 * minute, { userId: index % 2 ? 'lin' : 'zhao' })
      await insertCouponEvent(database.db, customerId, { toState: 'opened', at: deskNow - 300 * minute })
    }
    const seen: TimelineItem[] = []
    const sizes: number[] = []
    for (let before: number | null = deskNow + 1; before !== null;) {
      const page: Awaited<ReturnType<typeof read>> = await read(`?before=${before}`)
      expect(page.future).toEqual([])
      sizes.push(page.past.length)
      seen.push(...page.past)
      before = page.nextBefore
    }
    expect(sizes[0]).toBe(50)
    expect(seen).toHaveLength(60 * 3 + 2)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => b - a))
  })

  it('says what is expected with the first page', async () => {
    const product = {
      name: '洁面乳',
      category: '洁面',
      priceFen: 18_900,
      replenishDays: 60,
      updatedAt: deskNow,
    }
    await desk.products.store(database.db, [{ sku: 'F1', ...product }])
    desk.known.facts = { boughtSkus: { F1: 50 }, points: 120, pointsExpireAt: deskNow + day }
    desk.issued.push(sampleCoupon({ expiresAt: deskNow + minute }))
    expect((await read()).future.map(({ title }) => title)).toEqual([
      '券「包邮+7天价保」到期',
      '积分过期',
      '洁面乳 用完提醒(预计)',
    ])
  })
})
