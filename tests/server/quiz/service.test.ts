import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { quizLinkLifeMs } from '../../../src/domain/quiz/quiz-link.ts'
import { moveCustomer } from '../../../src/server/identity/merge.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { couponNow, lin, zhao } from '../coupons/coupon-side.ts'
import { quizApp, quizId, type QuizApp } from './quiz-app.ts'

const newcomer = { cadence: 'new', daysSinceAdded: 0, orderCount: 0, hasAnsweredQuiz: false } as const

describe.each(engines)('the quiz at the advisor’s desk on $name', ({ open }) => {
  let database: TestDatabase
  let side: QuizApp
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = await quizApp(database.db)
  })
  beforeEach(() => {
    side.clock.now = couponNow
    side.known.facts = newcomer
  })
  afterAll(async () => {
    await side.app.close()
    await database.destroy()
  })

  async function customer(followers = [lin]): Promise<string> {
    made += 1
    const name = `c${made}`
    await side.addCustomer(name, followers)
    return name
  }
  const state = async (name: string, user = 'lin') =>
    (await side.ask(user, 'GET', `customers/wm-${name}/quiz`)).body
  const sent = (quizLinkId: string, name: string, user = 'lin') =>
    side.ask(user, 'POST', `quizzes/${quizLinkId}/sent`, { chatExternalUserId: `wm-${name}` })

  it('is advised to a newcomer who has told nothing, and to nobody else (NBA-18)', async () => {
    const name = await customer()
    expect(await state(name)).toEqual({
      quiz: { quizId, title: '肤质小测', questionCount: 2 },
      isAdvised: true,
      stepTitle: '先发肤质测试 (不急着发券)',
      ruleId: 'NBA-18',
      evidence: ['第1天，还没有订单', '先了解她，不急着发券'],
      link: null,
    })
    side.known.facts = { ...newcomer, hasAnsweredQuiz: true }
    expect(await state(name)).toMatchObject({ isAdvised: false, evidence: [] })
  })

  it('makes a card with a secret of 192 bits that names nobody', async () => {
    const name = await customer()
    const { status, body } = await side.ask('lin', 'POST', `customers/wm-${name}/quizzes`)
    expect(status).toBe(200)
    expect(body).toEqual({
      quizLinkId: expect.any(String),
      expiresAt: couponNow + quizLinkLifeMs,
      card: {
        link: expect.stringMatching(/^https:\/\/zhike\.test\/q\/[\w-]{32}$/),
        title: '肤质小测',
        desc: '2道小题，每题点一下就好',
        imgUrl: 'https://zhike.test/quiz-card.png',
      },
    })
    expect(await state(name)).toMatchObject({ link: null })
    expect(await side.touchesOf(name)).toEqual([])
  })

  it('makes one link per tap, however often it is asked', async () => {
    const name = await customer()
    const path = `customers/wm-${name}/quizzes`
    const first = await side.ask('lin', 'POST', path, {}, 'tap-1')
    expect(await side.ask('lin', 'POST', path, {}, 'tap-1')).toEqual(first)
    const second = await side.ask('lin', 'POST', path, {}, 'tap-2')
    expect(second.body.quizLinkId).not.toBe(first.body.quizLinkId)
  })

  it('records one touch of content type question when WeCom took the card', async () => {
    const name = await customer()
    const { quizLinkId } = await side.issued(name)
    const { status, body } = await sent(quizLinkId, name)
    expect(status).toBe(200)
    expect(body.link).toMatchObject({
      state: 'sent',
      sentAt: couponNow,
      issuedBy: '林晓',
      isMine: true,
      answers: [],
    })
    expect(body.cadence).toMatchObject({ weekCount: 1 })
    expect((await sent(quizLinkId, name)).body).toEqual(body)
    const touches = await side.touchesOf(name)
    expect(touches).toMatchObject([{ contentType: 'question', ruleId: 'NBA-18', bubbles: 1, userId: 'lin' }])
    expect((await state(name)).link).toMatchObject({ quizLinkId, state: 'sent' })
  })

  it('keeps the reason for going on with the touch, and asks for one while the meter warns', async () => {
    const name = await customer()
    side.clock.now = couponNow + 5 * 3_600_000
    const path = `customers/wm-${name}/quizzes`
    const refused = await side.ask('lin', 'POST', path)
    expect([refused.status, refused.body.code]).toEqual([422, 'needs_reason'])
    const made = await side.ask('lin', 'POST', path, { override: { kind: 'agreed', note: '说好的' } })
    await sent(made.body.quizLinkId, name)
    expect(await side.touchesOf(name)).toMatchObject([{ overrideKind: 'agreed', overrideNote: '说好的' }])
  })

  it('answers a foreign id like an unknown one', async () => {
    const name = await customer()
    const { quizLinkId } = await side.issued(name)
    for (const answer of [
      await side.ask('zhao', 'GET', `customers/wm-${name}/quiz`),
      await side.ask('zhao', 'POST', `customers/wm-${name}/quizzes`),
      await side.ask('zhao', 'POST', 'customers/wm-nobody/quizzes'),
      await sent(quizLinkId, name, 'zhao'),
      await sent('qln_unknown', name),
      await side.ask('zhao', 'POST', `quizzes/${quizLinkId}/void`, { reason: 'cancelled' }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    }
    expect(await side.stored(quizLinkId)).toMatchObject({ sentAt: null, voidedAt: null })
  })

  it('does not count a card that stands in another chat', async () => {
    const [name, other] = [await customer(), await customer()]
    const { quizLinkId } = await side.issued(name)
    const { status, body } = await sent(quizLinkId, other)
    expect([status, body.code]).toEqual([422, 'wrong_customer'])
    expect(await side.touchesOf(name)).toEqual([])
    expect(await side.touchesOf(other)).toEqual([])
  })

  it('takes an unanswered link back, and does not count it as sent afterwards', async () => {
    const name = await customer()
    const { quizLinkId, token } = await side.issued(name)
    const voided = await side.ask('lin', 'POST', `quizzes/${quizLinkId}/void`, { reason: 'wrong-customer' })
    expect(voided.body.link).toMatchObject({ state: 'ended' })
    expect((await sent(quizLinkId, name)).body.code).toBe('wrong_state')
    expect((await side.device().read(token)).view).toBe('ended')
    expect((await state(name)).link).toBeNull()
  })

  it('tells a colleague who follows her too what she chose', async () => {
    const name = await customer([lin, zhao])
    const { quizLinkId, token } = await side.issued(name)
    await sent(quizLinkId, name)
    const phone = side.device()
    await phone.open(token)
    expect((await state(name, 'zhao')).link).toMatchObject({ state: 'opened', isMine: false, answers: [] })
    await phone.answer(token, 0, 2)
    expect((await state(name)).link).toMatchObject({ state: 'opened', answers: [] })
    await phone.answer(token, 1, 0)
    expect((await state(name)).link).toMatchObject({ state: 'answered', answers: ['换季泛红', '补水'] })
    const kept = await side.ask('lin', 'POST', `quizzes/${quizLinkId}/void`, { reason: 'cancelled' })
    expect(kept.body.link).toMatchObject({ state: 'answered' })
  })

  it('goes with her when two of her entries turn out to be one', async () => {
    const [kept, merged] = [await customer(), await customer()]
    const { quizLinkId } = await side.issued(merged)
    await sent(quizLinkId, merged)
    await database.db
      .transaction()
      .execute((trx) => moveCustomer(trx, { keptId: `cus-${kept}`, mergedId: `cus-${merged}` }, couponNow))
    expect((await state(kept)).link).toMatchObject({ quizLinkId, state: 'sent' })
  })

  it('forgets a link that went out when its time is over', async () => {
    const name = await customer()
    const { quizLinkId } = await side.issued(name)
    await sent(quizLinkId, name)
    side.clock.now = couponNow + quizLinkLifeMs - 1
    expect((await state(name)).link).toMatchObject({ state: 'sent' })
    side.clock.now = couponNow + quizLinkLifeMs
    expect((await state(name)).link).toBeNull()
  })
})
