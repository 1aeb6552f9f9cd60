import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methodAndPath, paths, type RouteName } from '../../../src/contract/paths.ts'
import { minuteMs } from '../../../src/domain/calendar.ts'
import { defaultWorld } from '../../../src/simulator/people/default-world.ts'
import { actionNames } from '../../../src/server/audit/action-names.ts'
import { engines } from '../../support/databases.ts'
import { testNow } from '../../support/build-app.ts'
import { group } from '../groups/group-app.ts'
import { offerStore, type OfferStore } from '../offers/offer-store.ts'
import { advisor, type Answer, type Call, colleague } from '../journey/store.ts'

const writes = (Object.keys(paths) as RouteName[]).filter((name) => methodAndPath(name).method !== 'GET')

/** Writes that leave no entry, and why that is right. */
const quiet: Partial<Record<RouteName, string>> = {
  logout: 'ends a session and nothing else; the session’s row says when',
  openClaim: 'a page became visible; the coupon’s own events say when it was opened',
  openQuizPage: 'a page became visible; the link’s row says when it was opened',
  previewImport: 'reads an uploaded file and stores nothing; the upload itself is on record',
}

const customer = 'customer'
const chatId = 'wrAudit'
const script = {
  title: '我的开场',
  step: 'attention',
  stages: [],
  objection: 'none',
  scene: 'single',
  contentType: 'education',
  body: '您好，我是您的护肤顾问。',
}

describe.each(engines)('every write on $name', ({ open }) => {
  let store: OfferStore
  const told = new Set<RouteName>()
  const known = { params: { externalUserId: '' }, couponToken: '', quizToken: '', code: '' }
  let keyId = ''
  beforeAll(async () => {
    const world = { ...defaultWorld(testNow), groups: [group(chatId, 5)] }
    store = await offerStore(await open(), { world, environment: { ADMIN_USER_IDS: colleague } })
    const [key] = await store.app.services.keys.list()
    keyId = key?.keyId ?? ''
    known.params.externalUserId = store.personId(0)
    await store.as(advisor)('getPanel', { params: known.params })
  })
  afterAll(() => store.close())

  /** Reads are noted behind the answers, whenever. */
  const entries = () =>
    store.context.db
      .selectFrom('audit')
      .selectAll()
      .where('action', '<>', 'customer.read')
      .orderBy('at')
      .execute()

  /** Runs one write, which has to succeed, and answers the entries that came of it. */
  async function leaves(
    name: RouteName,
    run: () => Promise<Answer>,
    expected: { action: string; actor: string; customerId?: string | null },
  ): Promise<Answer> {
    const before = new Set((await entries()).map(({ auditId }) => auditId))
    const answer = await run()
    expect([name, answer.status, answer.status === 200 ? '' : answer.body]).toEqual([name, 200, ''])
    const made = (await entries()).filter(({ auditId }) => !before.has(auditId))
    expect(made, name).toContainEqual(expect.objectContaining(expected))
    expect(made.filter(({ action }) => actionNames[action] === undefined)).toEqual([])
    told.add(name)
    return answer
  }
  const mine = (name: RouteName, action: string, call: Call = {}) =>
    leaves(name, () => store.as(advisor)(name, call), { action, actor: advisor })
  const admins = (name: RouteName, action: string, call: Call = {}) =>
    leaves(name, () => store.as(colleague)(name, call), { action, actor: colleague })
  const shops = (name: RouteName, action: string, body: unknown) =>
    leaves(name, () => store.shop(name, body), { action, actor: keyId })
  const ofCustomer = () => ({ params: known.params })

  it('of an advisor about a customer', async () => {
    const { allowed } = (await store.as(advisor)('listTags', ofCustomer())).body
    const added = await mine('addTag', 'tag.added', {
      ...ofCustomer(),
      body: { name: allowed[0].names[0] },
    })
    const tag = { params: { ...known.params, tagId: added.body.tag.tagId } }
    await mine('removeTag', 'tag.removed', tag)
    await mine('restoreTag', 'tag.restored', tag)
    await mine('recordTouch', 'touch.recorded', { ...ofCustomer(), body: { text: '您好', via: 'sent' } })
    await mine('markAsking', 'asking.marked', { ...ofCustomer(), body: { isAsking: true } })
    await mine('markAsking', 'asking.cleared', { ...ofCustomer(), body: { isAsking: false } })
    await mine('addNote', 'note.added', { ...ofCustomer(), body: { text: '下周再问' } })
    const rule = { params: { ...known.params, ruleId: 'NBA-05' } }
    await mine('dismissSuggestion', 'suggestion.dismissed', { ...rule, body: { reason: 'other' } })
    await mine('restoreSuggestion', 'suggestion.restored', rule)
    await mine('snoozeSuggestion', 'suggestion.snoozed', { ...rule, body: { until: 'tomorrow' } })
    store.clock.at += 1
    await mine('startEnquiry', 'enquiry.started', { ...ofCustomer(), body: { about: 'price' } })
    await mine('closeEnquiry', 'enquiry.closed', { ...ofCustomer(), body: { about: 'price' } })
    const { notice } = (await store.as(advisor)('getPrivacy', ofCustomer())).body
    const consent = { version: notice.version, source: 'chat' }
    await mine('recordConsent', 'customer.consented', { ...ofCustomer(), body: consent })
    const reason = { reason: '她在门店说的' }
    await mine('optOutCustomer', 'customer.opted-out', { ...ofCustomer(), body: reason })
    await mine('optInCustomer', 'customer.opted-in', { ...ofCustomer(), body: reason })
    const reveal = { field: 'remark', reason: '要回电' }
    await mine('revealField', 'customer.revealed', { ...ofCustomer(), body: reveal })
  })

  it('of a reminder, and the second end of it leaves none', async () => {
    const set = await mine('setReminder', 'reminder.set', { ...ofCustomer(), body: {} })
    const { reminderId } = set.body.reminder
    const end = { params: { ...known.params, reminderId }, body: {} }
    const first = await mine('endReminder', 'reminder.ended', end)
    expect(await store.as(advisor)('endReminder', end)).toEqual(first)
    const ended = (await entries()).filter(({ subjectId }) => subjectId === reminderId)
    expect(ended.map(({ action }) => action).sort()).toEqual(['reminder.ended', 'reminder.set'])
  })

  it('of a coupon, from its issue to its refund', async () => {
    const issue = { ...ofCustomer(), body: { offerId: 'starter-free-shipping' } }
    const withdrawn = await mine('issueCoupon', 'coupon.issued', issue)
    const own = { params: { couponId: withdrawn.body.coupon.couponId } }
    await mine('voidCoupon', 'coupon.voided', { ...own, body: { reason: 'advisor' } })
    const { body } = await store.as(advisor)('issueCoupon', issue)
    await mine('markCouponSent', 'coupon.sent', {
      params: { couponId: body.coupon.couponId },
      body: { chatExternalUserId: known.params.externalUserId },
    })
    const token = body.card.link.split('/').at(-1)
    const phone = store.device()
    const byCustomer = (name: RouteName, action: string) =>
      leaves(name, () => phone(name, token), { action, actor: customer })
    const { code } = (await byCustomer('takeClaim', 'coupon.claimed')).body
    await byCustomer('optOutByClaim', 'customer.opted-out')
    await byCustomer('optInByClaim', 'customer.opted-in')
    const order = { code, orderId: 'o-audit', orderAmountFen: 40_000, shippingFen: 1_000 }
    await shops('redeemCoupon', 'coupon.redeemed', order)
    await shops('reverseCoupon', 'coupon.reversed', { orderId: 'o-audit', reason: '退货' })
    const twice = (await entries()).filter(({ action }) => action === 'coupon.claimed')
    await phone('takeClaim', token)
    expect((await entries()).filter(({ action }) => action === 'coupon.claimed')).toEqual(twice)
  })

  it('of a quiz', async () => {
    const params = { externalUserId: store.personId(1) }
    await store.as(advisor)('getPanel', { params })
    const sent = await mine('issueQuiz', 'quiz.issued', { params, body: {} })
    await mine('markQuizSent', 'quiz.sent', {
      params: { quizLinkId: sent.body.quizLinkId },
      body: { chatExternalUserId: params.externalUserId },
    })
    const token = sent.body.card.link.split('/').at(-1)
    const answering = { params: { token }, body: { question: 0, option: 0 } }
    await leaves('answerQuiz', () => store.call('answerQuiz', answering), {
      action: 'quiz.answered',
      actor: customer,
    })
    const back = (await store.as(advisor)('issueQuiz', { params, body: { override } })).body
    const withdraw = { params: { quizLinkId: back.quizLinkId }, body: { reason: 'cancelled' } }
    await mine('voidQuiz', 'quiz.voided', withdraw)
  })
  const override = { kind: 'other', note: '她要的' }

  it('of the advisor’s own scripts', async () => {
    const saved = await mine('saveOwnScript', 'script.saved', { body: script })
    const params = { scriptId: saved.body.scriptId }
    await mine('changeOwnScript', 'script.changed', { params, body: { ...script, title: '新开场' } })
    await mine('removeOwnScript', 'script.removed', { params })
  })

  it('in a group and of Moments, once for each tap', async () => {
    const params = { chatId }
    const push = { params, body: { requestId: 'tap', contentType: 'content', text: '护肤小知识' } }
    const pushed = await mine('recordGroupTouch', 'group.pushed', push)
    await mine('settleGroupPlan', 'group.planned', { params, body: { value: '答疑' } })
    const voiding = { params: { chatId, touchId: pushed.body.touch.touchId }, body: {} }
    await mine('voidGroupTouch', 'group.push-voided', voiding)
    const post = { body: { requestId: 'post', contentType: 'content' } }
    await mine('recordMoment', 'moment.posted', post)
    const before = (await entries()).length
    expect((await store.as(advisor)('voidGroupTouch', voiding)).status).toBe(200)
    expect((await store.as(advisor)('recordMoment', post)).status).toBe(200)
    expect(await entries()).toHaveLength(before)
  })

  it('of a lead and an admin', async () => {
    const externalUserId = await store.customerWorth(50_000)
    await store.publish('fifty-one', { rewards: [{ kind: 'amount', amountFen: 5_100 }] })
    const wish = { params: { externalUserId, offerId: 'fifty-one' }, body: { reason: '老客户' } }
    const asked = await mine('requestOfferException', 'exception.requested', wish)
    const params = { exceptionId: asked.body.exception.exceptionId }
    await admins('decideOfferException', 'exception.refused', { params, body: { status: 'refused' } })

    await store.as(advisor)('startEnquiry', { params: { externalUserId }, body: { about: 'price' } })
    store.clock.at += 60 * minuteMs
    await store.app.services.enquiries.sweep(store.clock.at)
    const [late] = (await store.as(colleague)('listEscalations')).body.escalations
    await admins('settleEscalation', 'escalation.settled', { params: { escalationId: late.escalationId } })

    const day = { ruleId: 'RISK-01', openedDay: 1, title: '话术复查', detail: '', openedAt: 1 }
    const open = { ...day, taskId: 'rev_1', doneAt: null, doneBy: null }
    await store.context.db.insertInto('reviewTask').values(open).execute()
    const done = { params: { taskId: 'rev_1' } }
    await admins('endReviewTask', 'review.task-done', done)
    const before = (await entries()).length
    expect((await store.as(colleague)('endReviewTask', done)).status).toBe(200)
    expect(await entries()).toHaveLength(before)

    const channel = { name: '门店', userIds: [advisor], tags: [], welcome: null }
    const created = await admins('createChannel', 'channel.created', { body: channel })
    const its = { params: { channelId: created.body.channel.channelId } }
    await admins('changeChannel', 'channel.changed', { ...its, body: { ...channel, name: '门店二' } })
    await admins('removeChannel', 'channel.removed', its)
    await admins('setStoreWelcome', 'setting.changed', { body: { welcome: null } })
    const budget = { scope: 'store', period: 'month', limitFen: 100 }
    await admins('setBudget', 'budget.set', { body: budget })
    await admins('removeBudget', 'budget.removed', { params: { scope: 'store', scopeId: 'store' } })
    await store.signIn('SuHe')
    await admins('changeMember', 'member.role', { body: { userId: 'SuHe', role: 'operator' } })
    const away = { params: { userId: advisor }, body: { toUserId: 'SuHe' } }
    await admins('handOver', 'member.handover', away)
  })

  it('of the shop’s systems: the key and the counts, never a row', async () => {
    const row = { unionId: 'union-never-in-the-trail', fields: { 皮肤: '油皮' } }
    await shops('ingestCustomers', 'ingest.customers', [row, { fields: {} }])
    const product = { sku: 'SKU-1', name: '精华', category: '精华', priceFen: 1, updatedAt: testNow }
    await shops('ingestProducts', 'ingest.products', [product])
    const event = { eventId: 'e', unionId: row.unionId, type: 'view', sku: 'SKU-1', occurredAt: testNow }
    await shops('ingestEvents', 'ingest.events', [event, event])
    const order = { orderId: 'o', unionId: row.unionId, status: 'created', createdAt: testNow, items: [] }
    await shops('ingestOrders', 'ingest.orders', [{ ...order, paidFen: 0 }])
    const days = [{ chatId, date: '2026-03-09', messages: 3 }]
    await shops('ingestGroupDays', 'ingest.group-days', { days })
    const told = (await entries()).filter(({ action }) => action.startsWith('ingest.'))
    expect(JSON.stringify(told)).not.toContain('union-never')
    const of = (action: string) =>
      told.filter((entry) => entry.action === action).map(({ detailsJson }) => JSON.parse(detailsJson))
    expect(of('ingest.customers')).toEqual([{ accepted: 1, duplicates: 0, rejected: 1 }])
    expect(of('ingest.events')).toEqual([{ accepted: 1, duplicates: 1, rejected: 0 }])
    expect(of('ingest.group-days')).toEqual([{ rows: 1 }])
  })

  it('of an admin about who is one person, and what looks like abuse', async () => {
    const { merges, alerts } = store.app.services
    const ids = [2, 3].map((place) => store.personId(place))
    for (const externalUserId of ids) await store.as(advisor)('getPanel', { params: { externalUserId } })
    const [one, other] = ids.map((externalUserId) => ({ externalUserId, phone: '13500000001' }))
    await store.shop('ingestCustomers', [one, other])
    const [alert] = await alerts.list('admin')
    const looked = { params: { alertId: alert?.alertId ?? '' }, body: {} }
    await admins('reviewAlert', 'alert.reviewed', looked)
    const [suggestion] = await merges.suggestions()
    const params = { suggestionId: suggestion?.suggestionId ?? '' }
    await admins('decideIdentity', 'identity.dismissed', { params, body: { decision: 'dismiss' } })
    await store.shop('ingestCustomers', [{ phone: '13500000002' }])
    await store.shop('ingestCustomers', [{ externalUserId: ids[0], phone: '13500000002' }])
    const [merge] = await merges.merges()
    const undo = { params: { mergeId: merge?.mergeId ?? '' }, body: {} }
    await admins('undoIdentityMerge', 'customer.unmerged', undo)
    const before = (await entries()).length
    expect((await store.as(colleague)('undoIdentityMerge', undo)).status).toBe(409)
    expect((await store.as(colleague)('reviewAlert', looked)).status).toBe(200)
    expect(await entries()).toHaveLength(before)
  })

  it('an uploaded file: taken, begun, stopped', async () => {
    const upload = async (): Promise<Answer> => {
      const answer = await store.app.inject({
        method: 'POST',
        url: '/api/v1/imports?fileName=a.csv',
        headers: { cookie: await store.signIn(colleague), 'content-type': 'application/octet-stream' },
        payload: 'sku,name,category,priceFen,updatedAt\nS,n,c,1,1740000000000\n',
      })
      return { status: answer.statusCode, body: answer.json() }
    }
    const taken = await leaves('uploadImport', upload, { action: 'import.uploaded', actor: colleague })
    const { importId } = (taken.body as { import: { importId: string } }).import
    const params = { importId }
    await admins('startImport', 'import.started', {
      params,
      body: { kind: 'products', mapping: { own: true } },
    })
    await admins('stopImport', 'import.stopped', { params, body: {} })
  })

  it('was told of here, save those that rightly leave nothing', () => {
    expect(writes.filter((name) => !told.has(name)).sort()).toEqual(Object.keys(quiet).sort())
  })
})
