import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayMs } from '../../../src/domain/calendar.ts'
import { seedDemoStore } from '../../../src/server/cli/demo.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { buildTestApp, cookieHeader, type TestApp, testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const { externalUserId } = notablePeople.newcomer

describe.each(engines)('a newcomer in the whole app on $name (NBA-18, C11)', ({ open }) => {
  let test: TestApp
  let userId = ''
  beforeAll(async () => {
    test = await buildTestApp(await open())
    await seedDemoStore(test.context, () => undefined)
    const newcomer = test.world.contacts.find((contact) => contact.externalUserId === externalUserId)
    userId = newcomer?.follows[0]?.userId ?? ''
  })
  afterAll(() => test.close())

  async function call(path: string, body?: object) {
    const answer = await test.app.inject({
      method: body ? 'POST' : 'GET',
      url: `/api/v1/${path}`,
      headers: { cookie: await test.signIn(userId) },
      ...(body ? { payload: body } : {}),
    })
    expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
    return answer.json()
  }
  const ofCustomer = (path: string, body?: object) => call(`customers/${externalUserId}/${path}`, body)

  /** Her phone, with the cookie that its first answer is given. */
  function onPhone(token: string) {
    let cookie = ''
    return async (question: number, option: number) => {
      const answer = await test.app.inject({
        method: 'POST',
        url: `/api/v1/quiz-links/${token}/answers`,
        headers: { cookie },
        payload: { question, option },
      })
      const device = answer.cookies.find(({ name }) => name === 'zhike_device')
      if (device) cookie = cookieHeader({ zhike_device: device.value })
      return answer.json()
    }
  }

  it('on day 1 without orders: the quiz first, no coupon suggestion, LTV 数据不足', async () => {
    const panel = await ofCustomer('panel')
    expect(panel.customer).toMatchObject({ dayNumber: 1, hasOrders: false })
    expect(panel.nextSteps.data[0]).toMatchObject({ ruleId: 'NBA-18', hasOwnCard: true })
    expect(panel.recommendation.data).toMatchObject({ offers: [], liveCouponId: null })
    expect(panel.ltv.data).toMatchObject({ status: 'insufficient' })
    const { eligible, refused } = await ofCustomer('offers')
    expect(eligible).toEqual([])
    expect(refused.length).toBeGreaterThan(0)
    expect(await ofCustomer('quiz')).toMatchObject({
      quiz: { title: '30秒肤质小测', questionCount: 3 },
      isAdvised: true,
      stepTitle: '先发肤质测试 (不急着发券)',
      link: null,
    })
  })

  it('on day 2 without answers: coupons are possible, the quiz is still advised', async () => {
    test.clock.at = testNow + dayMs
    expect((await ofCustomer('offers')).eligible.length).toBeGreaterThan(0)
    expect((await ofCustomer('panel')).recommendation.data.offers.length).toBeGreaterThan(0)
    expect(await ofCustomer('quiz')).toMatchObject({ isAdvised: true, stepTitle: null })
    test.clock.at = testNow
    expect((await ofCustomer('offers')).eligible).toEqual([])
  })

  it('on day 1 with her answers: they are tags, and coupons are possible', async () => {
    const { quizLinkId, card } = await ofCustomer('quizzes', {})
    const sent = await call(`quizzes/${quizLinkId}/sent`, { chatExternalUserId: externalUserId })
    expect(sent).toMatchObject({ link: { state: 'sent' }, cadence: { weekCount: 1 } })
    const token = new URL(card.link).pathname.slice('/q/'.length)
    const answer = onPhone(token)
    await answer(0, 4)
    expect(await answer(1, 2)).toMatchObject({ view: 'open', answers: [4, 2, null] })
    expect((await ofCustomer('offers')).eligible).toEqual([])
    expect(await answer(2, 0)).toMatchObject({ view: 'done' })

    const panel = await ofCustomer('panel')
    const names = panel.tags.data.map(({ name }: { name: string }) => name)
    expect(names).toEqual(expect.arrayContaining(['敏感肌', '关注温和', '喜欢简单护肤']))
    expect(panel.tags.data).toContainEqual(
      expect.objectContaining({
        name: '敏感肌',
        source: 'customer',
        evidence: '她在测试里选了「容易泛红，有时刺痒」',
        daysLeft: null,
      }),
    )
    expect(panel.recommendation.data.offers.length).toBeGreaterThan(0)
    expect(panel.nextSteps.data.map(({ ruleId }: { ruleId: string }) => ruleId)).not.toContain('NBA-18')
    expect((await ofCustomer('offers')).eligible.length).toBeGreaterThan(0)
    expect(await ofCustomer('quiz')).toMatchObject({ isAdvised: false, link: { state: 'answered' } })
  })
})
