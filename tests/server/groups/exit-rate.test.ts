import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { group, type GroupApp, groupApp } from './group-app.ts'

const step = 20 * 60_000
const day = 86_400_000

describe.each(engines)('a group that customers leave (RISK-02) on $name', ({ open }) => {
  let test: GroupApp
  let pushes = 0
  beforeAll(async () => {
    test = await groupApp(await open(), [group('wr-at', 100), group('wr-above', 420), group('wr-moving', 30)])
    for (const chatId of ['wr-at', 'wr-above', 'wr-moving'])
      expect(await test.get('LinXi', `${chatId}/panel`)).toMatchObject({
        status: 200,
        body: { flow: { left: 0 } },
      })
  })
  afterAll(() => test.close())

  const push = (chatId: string, contentType: string, more: object = {}) => {
    pushes += 1
    return test.post('LinXi', `${chatId}/touches`, { requestId: `push-${pushes}`, contentType, ...more })
  }

  it('at 8 % promotions may go out', async () => {
    await test.leave('wr-at', 8)
    test.clock.at = testNow + step
    const { body } = await test.refreshed('LinXi', 'wr-at')
    expect(body.size).toMatchObject({ people: 94, customers: 92, staff: 2 })
    expect(body.flow).toMatchObject({ left: 8, exitPercent: 8, limitPercent: 8, state: 'watching' })
    expect(body.meter.filter(({ refusal }: { refusal: object | null }) => refusal)).toEqual([])
    expect(await push('wr-at', 'benefit')).toMatchObject({
      status: 200,
      body: { touch: { isPromotion: true } },
    })
  })

  it('at 8.1 % promotions are refused with the numbers, content goes on', async () => {
    await test.leave('wr-above', 34)
    test.clock.at = testNow + 2 * step
    const { body } = await test.refreshed('LinXi', 'wr-above')
    expect(body.flow).toMatchObject({ left: 34, exitPercent: 8.1, state: 'paused' })
    const refused = (entry: { refusal: object | null }) => entry.refusal !== null
    expect(body.meter.filter(refused).map(({ kind }: { kind: string }) => kind)).toEqual([
      'flashSale',
      'benefit',
    ])
    expect(body.suggestions[0]).toMatchObject({ ruleId: 'RISK-02', kind: 'content' })

    const text = '近30天退群34人，退群率8.1%，超过8%，本群暂停促销，可以发内容'
    const refusal = {
      code: 'offer_refused',
      message: text,
      details: { refusals: [{ ruleId: 'RISK-02', text }] },
    }
    for (const kind of ['benefit', 'flashSale'])
      expect(await push('wr-above', kind)).toMatchObject({ status: 422, body: refusal })
    const reason = { override: { kind: 'other' } }
    expect(await push('wr-above', 'benefit', reason)).toMatchObject({ status: 422, body: refusal })
    expect(await push('wr-above', 'content', { isPromotion: true })).toMatchObject({
      status: 422,
      body: refusal,
    })
    expect(await push('wr-above', 'content')).toMatchObject({ status: 200 })
    expect(await push('wr-above', 'interaction')).toMatchObject({ status: 200 })
    expect((await test.get('LinXi', 'wr-above/panel')).body.mix.total).toBe(2)
  })

  it('counts who comes, who goes and who comes back, over 30 local days', async () => {
    await test.leave('wr-moving', 2)
    const [guest] = test.world.contacts
    await test.join('wr-moving', guest?.externalUserId ?? '')
    test.clock.at = testNow + 3 * step
    expect((await test.refreshed('LinXi', 'wr-moving')).body).toMatchObject({
      size: { customers: 29 },
      flow: { joined: 1, left: 2, exitPercent: 6.5 },
    })
    test.clock.at = testNow + 31 * day
    test.signInAgain()
    const later = (await test.refreshed('LinXi', 'wr-moving')).body
    expect(later.flow).toMatchObject({ joined: 0, left: 0, exitPercent: 0, state: 'fine' })
    expect(later.flow.text).toBe('近30天退群0人，退群率0%，没有超过8%')
  })
})
