import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { openWelcomeApp, type WelcomeApp, welcomeText } from './welcome-app.ts'

const body = { name: '门店扫码', userIds: ['lin', 'zhou'], tags: ['门店', '线下'] }
const welcome = { text: welcomeText, hasQuiz: true }

describe.each(engines)('channels on $name', ({ open }) => {
  let site: WelcomeApp
  beforeEach(async () => {
    site = await openWelcomeApp(await open())
  })
  afterEach(() => site.close())

  const ways = () => site.simulated.contactWays.all()

  it('are made with a code that WeCom knows, and listed with what came of them', async () => {
    const channel = await site.makeChannel({ ...body, welcome })
    expect(channel).toMatchObject({
      name: '门店扫码',
      advisors: [
        { userId: 'lin', name: '林晓' },
        { userId: 'zhou', name: 'zhou' },
      ],
      tags: ['门店', '线下'],
      welcome,
      arrivedCount: 0,
    })
    expect(channel).not.toHaveProperty('configId')
    expect(ways()).toMatchObject([
      { state: channel.state, remark: '门店扫码', userIds: ['lin', 'zhou'], type: 2, scene: 2 },
    ])
    expect((await site.simulator.inject(new URL(channel.qrCode).pathname)).statusCode).toBe(200)
    await site.arrive(channel.state)
    const { body: listed } = await site.ask('GET', 'channels')
    expect(listed).toMatchObject({
      channels: [{ channelId: channel.channelId, arrivedCount: 1, welcomedCount: 1 }],
      storeWelcome: null,
      members: [{ userId: 'lin', name: '林晓' }],
      quizTitle: '一分钟测肤质',
    })
  })

  it('split customers over their advisors', async () => {
    const { state } = await site.makeChannel(body)
    const { configId } = ways().find((way) => way.state === state) ?? { configId: '' }
    const scan = async () => {
      const url = `/simulator/api/contact-ways/${configId}/scan`
      return (await site.simulator.inject({ method: 'POST', url, payload: { name: '新客' } })).json<{
        userId: string
      }>().userId
    }
    expect([await scan(), await scan()]).toEqual(['lin', 'zhou'])
    await site.settled()
    expect((await site.arrivals()).map(({ userId }) => userId).sort()).toEqual(['lin', 'zhou'])
  })

  it('keep code and picture when changed, and are told to WeCom', async () => {
    const made = await site.makeChannel(body)
    const changed = { name: '商场', userIds: ['zhou'], tags: [], welcome }
    const answer = await site.ask('PUT', `channels/${made.channelId}`, changed)
    expect(answer.body.channel).toMatchObject({
      channelId: made.channelId,
      state: made.state,
      qrCode: made.qrCode,
      name: '商场',
      tags: [],
      welcome,
    })
    expect(ways()).toMatchObject([{ state: made.state, remark: '商场', userIds: ['zhou'] }])
  })

  it('of one advisor have a code for one; with a second one another code is made beside it', async () => {
    const made = await site.makeChannel({ ...body, userIds: ['lin'] })
    expect(ways()).toMatchObject([{ type: 1, userIds: ['lin'] }])
    const renamed = await site.ask('PUT', `channels/${made.channelId}`, { ...body, userIds: ['zhou'] })
    expect(renamed.body.channel.qrCode).toBe(made.qrCode)
    const several = await site.ask('PUT', `channels/${made.channelId}`, body)
    expect(several.body.channel.qrCode).not.toBe(made.qrCode)
    expect(ways()).toMatchObject([
      { type: 1, userIds: ['lin'], state: made.state },
      { type: 2, userIds: ['lin', 'zhou'], state: made.state },
    ])
    const back = await site.ask('PUT', `channels/${made.channelId}`, { ...body, userIds: ['zhou'] })
    expect(back.body.channel.qrCode).toBe(several.body.channel.qrCode)
    expect(ways()).toMatchObject([{ userIds: ['zhou'] }, { type: 2, userIds: ['zhou'] }])
    await site.ask('DELETE', `channels/${made.channelId}`)
    expect(ways()).toEqual([])
  })

  it('find the second code when WeCom’s answer got lost, and not the first one', async () => {
    const made = await site.makeChannel({ ...body, userIds: ['lin'] })
    const path = 'externalcontact/add_contact_way'
    await site.fail({ path, status: 502, isCarriedOut: true, times: 1 })
    const found = await site.ask('PUT', `channels/${made.channelId}`, body)
    expect(found.body.channel.qrCode).toContain(ways()[1]?.configId ?? 'none')
    const other = await site.makeChannel({ ...body, userIds: ['lin'] })
    await site.fail({ path, status: 502, times: 1 })
    const lost = await site.ask('PUT', `channels/${other.channelId}`, body)
    expect([lost.status, lost.body.code]).toEqual([503, 'wecom_unreachable'])
    const { body: listed } = await site.ask('GET', 'channels')
    const isOther = ({ channelId }: { channelId: string }) => channelId === other.channelId
    const shown = listed.channels.find(isOther)
    expect(shown.advisors).toHaveLength(1)
  })

  it('are removed here and there, even where WeCom forgot the code; the second time they are unknown', async () => {
    const first = await site.makeChannel(body)
    const second = await site.makeChannel({ name: '二' })
    expect((await site.ask('DELETE', `channels/${first.channelId}`)).status).toBe(200)
    for (const way of ways()) site.simulated.contactWays.remove(way.configId)
    expect((await site.ask('DELETE', `channels/${second.channelId}`)).status).toBe(200)
    expect((await site.ask('GET', 'channels')).body.channels).toEqual([])
    for (const method of ['DELETE', 'PUT'] as const) {
      const gone = await site.ask(method, `channels/${first.channelId}`, method === 'PUT' ? body : undefined)
      const unknown = await site.ask(method, 'channels/chn_unknown', method === 'PUT' ? body : undefined)
      expect([gone.status, gone.body]).toEqual([404, unknown.body])
    }
  })

  it.each([
    ['你好', ['value', 'action', 'urgency']],
    ['点下方小测试，今天有效', ['value']],
    ['帮您选方案，今天有效', ['action']],
    ['点下方小测试，帮您选方案', ['urgency']],
    ['点下方小测试，帮您选最便宜的方案，今天有效', ['words']],
    ['点下方小测试，帮您选方案，{券名}{有效期}前有效', ['variables']],
    ['点下方，帮您选方案，今天有效 https://x.example/c/abcdefghijklmnopqrst', ['coupon']],
  ])('refuse the welcome %s, naming what is wrong', async (text, kinds) => {
    const answers = [
      await site.ask('POST', 'channels', { ...body, welcome: { text, hasQuiz: true } }),
      await site.ask('PUT', 'welcome', { welcome: { text, hasQuiz: true } }),
    ]
    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([422, 'welcome_refused'])
      expect(answer.body.details.problems.map(({ kind }: { kind: string }) => kind)).toEqual(kinds)
    }
    expect(ways()).toEqual([])
  })

  it.each([
    ['nobody', { userIds: [] }, 400],
    ['101 advisors', { userIds: Array.from({ length: 101 }, (_, i) => `u${i}`) }, 400],
    ['an advisor twice', { userIds: ['lin', 'lin'] }, 400],
    ['no name', { name: ' ' }, 400],
    ['a name of 31', { name: '字'.repeat(31) }, 400],
    ['an unknown member', { userIds: ['who'] }, 400],
    ['a member who has left', { userIds: ['gone'] }, 400],
    ['eleven tags', { tags: Array.from({ length: 11 }, (_, i) => `t${i}`) }, 400],
  ])('are not made with %s', async (_name, change, status) => {
    const answer = await site.ask('POST', 'channels', { ...body, ...change })
    expect([answer.status, answer.body.code]).toEqual([status, 'invalid_input'])
    expect((await site.ask('GET', 'channels')).body.channels).toEqual([])
  })

  it('tell what WeCom refused, and then store nothing', async () => {
    await site.fail({ path: 'externalcontact/add_contact_way', errcode: 48002, times: 1 })
    const answer = await site.ask('POST', 'channels', body)
    expect([answer.status, answer.body.code]).toEqual([502, 'wecom_refused'])
    expect((await site.ask('GET', 'channels')).body.channels).toEqual([])
  })

  it('find the code that was made when WeCom’s answer got lost', async () => {
    await site.fail({
      path: 'externalcontact/add_contact_way',
      status: 502,
      isCarriedOut: true,
      times: 1,
    })
    const channel = await site.makeChannel(body)
    expect(ways()).toHaveLength(1)
    expect(channel.qrCode).toContain(ways()[0]?.configId ?? 'none')
    expect(await site.calls('externalcontact/add_contact_way')).toBe(1)
  })

  it('are not made when the call got lost on its way', async () => {
    await site.fail({ path: 'externalcontact/add_contact_way', status: 502, times: 1 })
    const answer = await site.ask('POST', 'channels', body)
    expect([answer.status, answer.body.code]).toEqual([503, 'wecom_unreachable'])
  })

  it('leave a trail, and are for operators and admins only', async () => {
    const { channelId } = await site.makeChannel(body)
    await site.ask('PUT', `channels/${channelId}`, body)
    await site.ask('DELETE', `channels/${channelId}`)
    await site.ask('PUT', 'welcome', { welcome })
    const rows = await site.context.db
      .selectFrom('audit')
      .select(['actor', 'action', 'subjectId'])
      .where('subjectKind', 'in', ['channel', 'setting'])
      .orderBy('action')
      .execute()
    expect(rows).toEqual([
      ...['changed', 'created', 'removed'].map((verb) => ({
        actor: 'lin',
        action: `channel.${verb}`,
        subjectId: channelId,
      })),
      { actor: 'lin', action: 'setting.changed', subjectId: 'welcome' },
    ])
    const advisor = await site.signIn('zhou')
    expect((await site.ask('GET', 'channels', undefined, advisor)).status).toBe(403)
    expect((await site.ask('POST', 'channels', body, advisor)).status).toBe(403)
    expect((await site.ask('PUT', 'welcome', { welcome: null }, advisor)).status).toBe(403)
  })
})
