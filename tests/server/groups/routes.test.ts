import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testNow } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { group, type GroupApp, groupApp } from './group-app.ts'

const minute = 60_000
const reason = { override: { kind: 'agreed', note: '群友都在问' } }

describe.each(engines)('the group routes on $name', ({ open }) => {
  let test: GroupApp
  let chatId = ''
  let made = 0
  const sizes = [150, 150, 150, 150, 150, 150, 150, 150, 150, 150, 201, 99]
  beforeAll(async () => {
    const groups = sizes.map((customers, index) => group(`wr-${index + 1}`, customers - 2))
    test = await groupApp(await open(), groups)
  })
  afterAll(() => test.close())
  beforeEach(() => {
    made += 1
    chatId = `wr-${made}`
    test.clock.at = testNow
  })

  const push = (body: object, userId = 'LinXi') =>
    test.post(userId, `${chatId}/touches`, { contentType: 'content', ...body })
  const panel = async (userId = 'LinXi') => (await test.get(userId, `${chatId}/panel`)).body
  const meterOf = (body: { meter: { kind: string }[] }, kind: string) =>
    body.meter.find((entry) => entry.kind === kind)

  it('shows owner, admin and staff of the group all of it, and others nothing', async () => {
    const body = await panel()
    expect(body).toMatchObject({
      group: { name: '护肤交流群', isOwnedByMe: true, notice: '周三答疑' },
      size: { people: 150, mostPeople: 500, size: 'ideal', isWarning: false },
      flow: { joined: 0, left: 0, state: 'watching', knownSince: testNow },
      mix: { total: 0, windowDays: 30 },
      checklist: { isReady: false },
      checkIn: { weeks: 0, isThisWeekDone: false, text: '本周还没打卡' },
      messages: { isKnown: false },
      touches: [],
      asOf: testNow,
      fetchedAt: testNow,
      isStale: false,
    })
    expect(body.messages.days.map(({ date }: { date: string }) => date)).toEqual([
      '2026-03-07',
      '2026-03-08',
      '2026-03-09',
    ])
    expect(body.suggestions.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['GRP-02'])
    for (const userId of ['ChengYe', 'SuHe'])
      expect(await panel(userId)).toMatchObject({ group: { isOwnedByMe: false } })
    const unknown = await test.get('GuAnRan', 'wr-no-such-group/panel')
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const foreign = await test.get('GuAnRan', `${chatId}/panel`)
    expect(foreign).toEqual(unknown)
    const calls = [
      await push({ requestId: 'x' }, 'GuAnRan'),
      await test.post('GuAnRan', `${chatId}/plan`, { value: '福利' }),
      await test.post('GuAnRan', `${chatId}/touches/any/void`, {}),
    ]
    for (const answer of calls) expect(answer).toEqual(unknown)
  })

  it('asks for a reason at the cap and above it, over all who push (CAD-08)', async () => {
    for (const [index, userId] of ['LinXi', 'ChengYe', 'SuHe'].entries()) {
      const { status, body } = await push({ requestId: `c-${index}` }, userId)
      expect(status).toBe(200)
      expect(meterOf(body, 'content')).toMatchObject({ weekCount: index + 1, weekCap: 3, left: 2 - index })
    }
    test.clock.at += 11 * minute
    const warning = { ruleId: 'CAD-08', text: '本群本周内容 3/3 次' }
    expect(meterOf(await panel(), 'content')).toMatchObject({ left: 0, warnings: [warning] })
    const asked = await push({ requestId: 'c-4' })
    expect(asked).toMatchObject({
      status: 422,
      body: { code: 'needs_reason', details: { warnings: [warning] } },
    })
    expect(asked.body.details).toMatchObject({ isBlocked: false, nextSlotAt: Date.UTC(2026, 2, 16, 23) })
    const given = await push({ requestId: 'c-4', ...reason })
    expect(meterOf(given.body, 'content')).toMatchObject({ weekCount: 4, left: 0 })
    const row = await test.context.db
      .selectFrom('groupTouch')
      .select(['overrideKind', 'overrideNote'])
      .where('requestId', '=', 'c-4')
      .execute()
    expect(row).toEqual([{ overrideKind: 'agreed', overrideNote: '群友都在问' }])
  })

  it('joins messages of ten minutes to one push and warns of the fourth (CAD-06)', async () => {
    expect((await push({ requestId: 'b-1', bubbles: 2 })).status).toBe(200)
    test.clock.at += 10 * minute
    const joined = await push({ requestId: 'b-2' })
    expect(meterOf(joined.body, 'content')).toMatchObject({ weekCount: 1 })
    const fourth = await push({ requestId: 'b-3' })
    expect(fourth).toMatchObject({ status: 422, body: { details: { warnings: [{ ruleId: 'CAD-06' }] } } })
    test.clock.at += 1
    expect(meterOf((await push({ requestId: 'b-3' })).body, 'content')).toMatchObject({ weekCount: 2 })
  })

  it('counts the same tap once and refuses another one under its id', async () => {
    const first = await push({ requestId: 'tap' })
    test.clock.at += 60 * minute
    const again = await push({ requestId: 'tap' })
    expect(again.body.touch).toEqual(first.body.touch)
    const both = await Promise.all([push({ requestId: 'twin' }), push({ requestId: 'twin' })])
    expect(both[0]?.body.touch).toEqual(both[1]?.body.touch)
    expect((await panel()).mix.total).toBe(2)
    expect(await push({ requestId: 'tap', contentType: 'interaction' })).toMatchObject({
      status: 409,
      body: { code: 'key_reused' },
    })
  })

  it('two at once for the last place: one goes out, the other is asked', async () => {
    const both = await Promise.all(
      ['LinXi', 'ChengYe'].map((userId) =>
        push({ requestId: `last-${userId}`, contentType: 'flashSale' }, userId),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(meterOf(await panel(), 'flashSale')).toMatchObject({ weekCount: 1, left: 0 })
  })

  it('takes a push back that WeCom did not take: by its sender, within ten minutes', async () => {
    const { body } = await push({ requestId: 'v-1', contentType: 'flashSale' })
    const path = `${chatId}/touches/${body.touch.touchId}/void`
    test.clock.at += 10 * minute
    expect(await test.post('ChengYe', path, {})).toMatchObject({ status: 404 })
    expect(meterOf((await test.post('LinXi', path, {})).body, 'flashSale')).toMatchObject({ weekCount: 0 })
    expect((await test.post('LinXi', path, {})).status).toBe(200)
    expect(await push({ requestId: 'v-1', contentType: 'flashSale' })).toMatchObject({
      body: { code: 'wrong_state' },
    })
    const late = await push({ requestId: 'v-2', contentType: 'flashSale' })
    test.clock.at += 10 * minute + 1
    expect(await test.post('LinXi', `${chatId}/touches/${late.body.touch.touchId}/void`, {})).toMatchObject({
      status: 409,
      body: { code: 'wrong_state' },
    })
    expect((await panel()).touches).toHaveLength(1)
  })

  it('shows the mix, the plan and the check-in, and what to do next', async () => {
    await push({ requestId: 'm-1' })
    await push({ requestId: 'm-2', contentType: 'interaction', isCheckIn: true })
    await push({ requestId: 'm-3', contentType: 'content', isPromotion: true }, 'ChengYe')
    const plan = { value: '专属福利', persona: '护肤师小林' }
    const half = await test.post('LinXi', `${chatId}/plan`, plan)
    expect(half.body.checklist).toMatchObject({
      isReady: false,
      items: [{ text: '专属福利' }, {}, { isDone: false }],
    })
    const whole = await test.post('SuHe', `${chatId}/plan`, { firstPurchasePath: '入群领小样' })
    expect(whole.body.checklist).toMatchObject({ isReady: true })
    const body = await panel()
    expect(body.mix.parts).toMatchObject([
      { percent: 34 },
      { percent: 33 },
      { percent: 33, targetPercent: 10 },
    ])
    expect(body.checkIn).toMatchObject({ weeks: 1, isThisWeekDone: true })
    expect(body.suggestions.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['CON-01'])
  })

  it('refuses words that may not go out, unknown scripts, and blocks where the store says so', async () => {
    const text = await push({ requestId: 't-1', text: '全网最低价' })
    expect(text).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    expect(await push({ requestId: 't-1', text: '只剩3份' })).toMatchObject({ status: 400 })
    expect(await push({ requestId: 't-1', scriptId: 'none' })).toMatchObject({ status: 400 })
    expect(await push({ requestId: 't-1', text: '周三晚八点答疑' })).toMatchObject({ status: 200 })
    expect(await push({ requestId: 't-2', contentType: 'flashSale' })).toMatchObject({ status: 200 })
    test.clock.at += 11 * minute
    await changeSettings({ ...test.context, now: () => test.clock.at }, { isCadenceBlocking: true })
    expect(await push({ requestId: 't-3', contentType: 'flashSale', ...reason })).toMatchObject({
      status: 422,
      body: { code: 'needs_reason', details: { isBlocked: true } },
    })
    await changeSettings({ ...test.context, now: () => test.clock.at }, { isCadenceBlocking: false })
  })

  it('asks for a reason in the quiet hours (CAD-05)', async () => {
    test.clock.at = Date.UTC(2026, 2, 10, 14)
    await panel()
    expect(await push({ requestId: 'q-1' })).toMatchObject({
      body: { code: 'needs_reason', details: { warnings: [{ ruleId: 'CAD-05' }] } },
    })
    expect(await push({ requestId: 'q-1', ...reason })).toMatchObject({ status: 200 })
  })

  it('a script that carries an offer is a promotion whatever it is sent as', async () => {
    const script = { step: 'action', stagesJson: '[]', objection: 'none', scene: 'group', body: '好' }
    const row = {
      ...script,
      title: '群福利',
      contentType: 'offer',
      status: 'published',
      sortOrder: 1,
      createdAt: 1,
    }
    await test.context.db
      .insertInto('script')
      .values({ ...row, scriptId: 'group-offer', variantOf: null, weight: 1 })
      .execute()
    const sent = await push({ requestId: 's-1', scriptId: 'group-offer' })
    expect(sent).toMatchObject({
      status: 200,
      body: { touch: { isPromotion: true, contentType: 'content' } },
    })
  })

  it('warns above 200 people and then caps neither interaction nor benefits', async () => {
    const body = await panel()
    expect(body.size).toMatchObject({ people: 201, size: 'split', isWarning: true })
    expect(body.suggestions[0]).toMatchObject({ ruleId: 'GRP-01', title: '拆群' })
    expect(meterOf(body, 'benefit')).toMatchObject({ weekCap: null, left: null })
    expect(meterOf(body, 'content')).toMatchObject({ weekCap: 3 })
  })

  it('calls for a topic day once three days are known to be quiet (RISK-03)', async () => {
    const { key } = await test.app.services.keys.create('shop', ['ingest'])
    const tell = (days: [string, number][], bearer = key) =>
      test.app.inject({
        method: 'POST',
        url: '/api/v1/ingest/group-days',
        headers: { authorization: `Bearer ${bearer}` },
        payload: { days: days.map(([date, messages]) => ({ chatId, date, messages })) },
      })
    const ids = async () => (await panel()).suggestions.map(({ ruleId }: { ruleId: string }) => ruleId)
    expect(
      (
        await tell([
          ['2026-03-08', 49],
          ['2026-03-09', 0],
        ])
      ).statusCode,
    ).toBe(200)
    expect(await ids()).not.toContain('RISK-03')
    await tell([['2026-03-07', 50]])
    expect(await ids()).not.toContain('RISK-03')
    await tell([['2026-03-07', 49]])
    expect(await ids()).toContain('RISK-03')
    expect((await panel()).messages).toMatchObject({ isKnown: true, text: '近3天每天49、49、0条消息' })
    expect((await tell([['2026-03-07', 49]], 'wrong')).statusCode).toBe(401)
  })
})
