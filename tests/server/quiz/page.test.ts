import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { quizLinkLifeMs } from '../../../src/domain/quiz/quiz-link.ts'
import { publishQuiz } from '../../../src/server/quiz/publish.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { question, sampleQuiz } from '../../domain/quiz/sample-quiz.ts'
import { engines, type TestDatabase } from '../../support/databases.ts'
import { couponNow } from '../coupons/coupon-side.ts'
import { quizApp, quizId, type QuizApp } from './quiz-app.ts'

describe.each(engines)('the quiz page on $name', ({ open }) => {
  let database: TestDatabase
  let side: QuizApp
  let made = 0
  beforeAll(async () => {
    database = await open()
    side = await quizApp(database.db)
    await changeSettings(side.context, { storeName: '朝颜护肤' })
    await side.addCustomer('other')
  })
  beforeEach(() => {
    side.clock.now = couponNow
  })
  afterAll(async () => {
    await side.app.close()
    await database.destroy()
  })

  async function issued() {
    made += 1
    const name = `p${made}`
    await side.addCustomer(name)
    return { name, ...(await side.issued(name)) }
  }

  it('shows the questions to whoever holds the link, and changes nothing when read', async () => {
    const { token, quizLinkId } = await issued()
    const before = await side.stored(quizLinkId)
    expect(await side.device().read(token)).toEqual({
      view: 'open',
      brand: '朝颜护肤',
      advisorName: '林晓',
      title: '肤质小测',
      questions: [
        { text: '您的皮肤更像哪一种？', options: ['容易出油', '容易紧绷', '换季泛红'] },
        { text: '最想先照顾好什么？', options: ['补水', '清爽'] },
      ],
      answers: [null, null],
      isEditable: true,
    })
    expect(await side.stored(quizLinkId)).toEqual(before)
    await side.device().open(token)
    expect((await side.stored(quizLinkId)).openedAt).toBe(couponNow)
  })

  it('stores each answer at once; the last one makes them tags of her own word', async () => {
    const { name, token } = await issued()
    const phone = side.device()
    expect((await phone.answer(token, 0, 0)).json()).toMatchObject({ view: 'open', answers: [0, null] })
    expect(await phone.read(token)).toMatchObject({ answers: [0, null] })
    expect(await side.tagsOf(name)).toEqual([])
    expect((await phone.answer(token, 1, 1)).json()).toMatchObject({ view: 'done', answers: [0, 1] })
    const fixed = { source: 'customer', kind: 'fact', userId: null }
    const tags = await side.tagsOf(name)
    expect(tags).toHaveLength(2)
    expect(tags).toEqual(
      expect.arrayContaining([
        { ...fixed, name: '油皮', evidence: '她在测试里选了「容易出油」', expiresAt: null },
        { ...fixed, name: '想控油', evidence: '她在测试里选了「清爽」', expiresAt: couponNow + 365 * dayMs },
      ]),
    )
  })

  it('replaces the tags when she answers again, by the same link or a later one, and leaves others', async () => {
    const { name, token } = await issued()
    const foreign = { customerId: `cus-${name}`, userId: null, kind: 'fact', evidence: '', createdAt: 1 }
    await database.db
      .insertInto('customerTag')
      .values([
        { ...foreign, tagId: `t1-${name}`, name: '油皮', source: 'manual' },
        { ...foreign, tagId: `t2-${name}`, name: '爱喝茶', source: 'customer' },
      ])
      .execute()
    const phone = side.device()
    await phone.answer(token, 0, 0)
    await phone.answer(token, 1, 1)
    await phone.answer(token, 0, 1)
    const names = async (source: string) =>
      (await side.tagsOf(name)).filter((tag) => tag.source === source).map((tag) => tag.name)
    expect(new Set(await names('customer'))).toEqual(new Set(['爱喝茶', '干皮', '想控油']))
    const later = await side.issued(name)
    await phone.answer(later.token, 0, 2)
    expect(new Set(await names('customer'))).toEqual(new Set(['爱喝茶', '干皮', '想控油']))
    await phone.answer(later.token, 1, 0)
    expect(new Set(await names('customer'))).toEqual(new Set(['爱喝茶', '敏感肌', '想补水']))
    expect(await names('manual')).toEqual(['油皮'])
  })

  it('keeps a link on the version it was made for, and replaces tags of any version', async () => {
    const { name, token } = await issued()
    const phone = side.device()
    await phone.answer(token, 0, 0)
    await phone.answer(token, 1, 0)
    const newer = sampleQuiz({
      questions: [
        question({
          options: [
            { label: '油', tag: '油性' },
            { label: '干', tag: '干性' },
          ],
        }),
      ],
    })
    expect(await publishQuiz(side.context, quizId, newer)).toEqual({ quizVersionId: 'skin-v2', version: 2 })
    expect((await phone.read(token)).questions).toHaveLength(2)
    const later = await side.issued(name)
    expect((await phone.answer(later.token, 0, 1)).json()).toMatchObject({ view: 'done' })
    expect((await side.tagsOf(name)).map((tag) => tag.name)).toEqual(['干性'])
    await publishQuiz(side.context, quizId, sampleQuiz())
  })

  it('is bound by the first answer to its device, as a coupon is', async () => {
    const { token } = await issued()
    const [mine, other] = [side.device(), side.device()]
    await mine.open(token)
    await mine.answer(token, 0, 0)
    expect(await mine.read(token)).toMatchObject({ view: 'open', answers: [0, null] })
    expect(await other.read(token)).toMatchObject({ view: 'taken', questions: [], answers: [] })
    const refused = await other.answer(token, 0, 1)
    expect([refused.statusCode, refused.json().code]).toEqual([403, 'forbidden'])
    expect(await mine.read(token)).toMatchObject({ answers: [0, null] })
  })

  it('lets the identified owner in on any device, opted out or not', async () => {
    const { name, token } = await issued()
    await database.db
      .updateTable('customer')
      .set({ optedOutAt: couponNow })
      .where('customerId', '=', `cus-${name}`)
      .execute()
    await side.device().answer(token, 0, 0)
    const phone = await side.phoneOf(token, { externalUserId: `wm-${name}`, userId: null })
    expect(phone.away.searchParams.get('redirect_uri')).toBe(`https://zhike.test/q/${token}/identity`)
    expect(phone.back.headers.location).toBe(`/q/${token}`)
    expect(await phone.read(token)).toMatchObject({ view: 'open', answers: [0, null] })
    expect((await phone.answer(token, 1, 0)).json()).toMatchObject({ view: 'done' })
    expect(await side.tagsOf(name)).toHaveLength(2)
  })

  it('tells an identified other only that it is not theirs, and refuses every write', async () => {
    const { name, token, quizLinkId } = await issued()
    const before = await side.stored(quizLinkId)
    for (const who of [
      { externalUserId: 'wm-other', userId: null },
      { externalUserId: null, userId: 'lin' },
    ]) {
      const stranger = await side.phoneOf(token, who)
      expect(await stranger.read(token)).toEqual({
        view: 'stranger',
        brand: '朝颜护肤',
        advisorName: null,
        title: null,
        questions: [],
        answers: [],
        isEditable: false,
      })
      for (const response of [await stranger.open(token), await stranger.answer(token, 0, 0)]) {
        expect(response.statusCode).toBe(422)
        expect(response.json()).toMatchObject({ code: 'wrong_customer', message: '这个测试属于别人' })
      }
    }
    expect(await side.stored(quizLinkId)).toEqual(before)
    expect(await side.tagsOf(name)).toEqual([])
  })

  it('ends after seven days: answers stay to be seen and are taken no more', async () => {
    const { token } = await issued()
    const { token: half } = await issued()
    const phone = side.device()
    await phone.answer(half, 0, 0)
    await phone.answer(token, 0, 0)
    side.clock.now = couponNow + quizLinkLifeMs - 1
    expect((await phone.answer(token, 1, 0)).json()).toMatchObject({ view: 'done', isEditable: true })
    side.clock.now = couponNow + quizLinkLifeMs
    expect(await phone.read(token)).toMatchObject({ view: 'done', answers: [0, 0], isEditable: false })
    expect(await phone.read(half)).toMatchObject({ view: 'ended', questions: [], isEditable: false })
    for (const late of [token, half]) {
      const response = await phone.answer(late, 0, 1)
      expect([response.statusCode, response.json().code]).toEqual([410, 'coupon_ended'])
    }
  })

  it('refuses what the quiz does not ask', async () => {
    const { token, name } = await issued()
    const phone = side.device()
    for (const [place, option] of [
      [0, 3],
      [2, 0],
      [3, 0],
      [-1, 0],
      [0, 8],
      [0.5, 0],
    ] as const) {
      expect((await phone.answer(token, place, option)).statusCode).toBe(400)
    }
    expect(await phone.read(token)).toMatchObject({ answers: [null, null] })
    expect(await side.tagsOf(name)).toEqual([])
  })

  it('loses none of two answers at once', async () => {
    const { token, name } = await issued()
    const phone = side.device()
    await phone.open(token)
    const both = await Promise.all([phone.answer(token, 0, 0), phone.answer(token, 1, 0)])
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(await phone.read(token)).toMatchObject({ view: 'done', answers: [0, 0] })
    expect(await side.tagsOf(name)).toHaveLength(2)
  })

  it('keeps its address secret and knows no other', async () => {
    const { token } = await issued()
    for (const url of [`/q/${token}`, `/api/v1/quiz-links/${token}`]) {
      const { statusCode, headers } = await side.device().request('GET', url)
      expect(statusCode).toBe(200)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      })
    }
    const unknown = 'x'.repeat(32)
    expect((await side.device().request('GET', `/q/${unknown}`)).statusCode).toBe(404)
    expect((await side.device().request('GET', `/api/v1/quiz-links/${unknown}`)).statusCode).toBe(404)
  })
})
