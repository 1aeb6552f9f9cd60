import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { openWelcomeApp, type WelcomeApp, welcomeText } from './welcome-app.ts'

const welcome = { text: welcomeText, hasQuiz: true }
const storeWelcome = { text: '欢迎！回复【肤质】，帮您选合适的方案，今天有效', hasQuiz: false }

describe.each(engines)('the welcome on $name', ({ open }) => {
  let site: WelcomeApp
  beforeEach(async () => {
    site = await openWelcomeApp(await open())
  })
  afterEach(() => site.close())

  const outcomes = async () => (await site.arrivals()).map(({ outcome }) => outcome)

  it('goes out with the quiz, sets the tags and stands in the timeline', async () => {
    const { state, channelId } = await site.makeChannel({ welcome })
    const externalUserId = await site.arrive(state)
    const [words, card, ...more] = site.sent()
    expect(more).toEqual([])
    expect(words).toMatchObject({
      userId: 'lin',
      externalUserId,
      content: { text: '欢迎，我是林晓。点下方小测试，帮您选合适的护肤方案，3月17日20:00前有效' },
    })
    expect(card?.content).toMatchObject({ msgtype: 'news', title: '一分钟测肤质' })
    expect(card?.content.link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/q\/[\w-]{32}$/)
    expect(await site.arrivals()).toMatchObject([
      { userId: 'lin', channelId, state, outcome: 'sent', errcode: null, arrivedAt: site.clock.at },
    ])
    expect(await site.tagsOf(externalUserId)).toEqual(['门店'])

    const { body } = await site.ask('GET', `customers/${externalUserId}/timeline`)
    expect(JSON.stringify(body)).toContain('我 发欢迎语')
    const { body: touches } = await site.ask('GET', `customers/${externalUserId}/touches`)
    expect(touches.touches).toMatchObject([{ contentType: 'welcome', bubbles: 1 }])
  })

  it('carries a quiz link that is hers: opened and answered, it tells her skin', async () => {
    const { state } = await site.makeChannel({ welcome })
    const externalUserId = await site.arrive(state)
    const token = new URL(site.sent()[1]?.content.link ?? '').pathname.split('/').at(-1) ?? ''
    const page = await site.app.inject(`/api/v1/quiz-links/${token}`)
    expect(page.json()).toMatchObject({ view: 'open', title: '一分钟测肤质', advisorName: '林晓' })
    await site.app.inject({ method: 'POST', url: `/api/v1/quiz-links/${token}/open`, payload: {} })
    const answered = await site.app.inject({
      method: 'POST',
      url: `/api/v1/quiz-links/${token}/answers`,
      payload: { question: 0, option: 0 },
    })
    expect(answered.json()).toMatchObject({ view: 'done' })
    const { body } = await site.ask('GET', `customers/${externalUserId}/quiz`)
    expect(body.link).toMatchObject({ state: 'answered', answers: ['偏油'], sentAt: site.clock.at })
  })

  it('is the store’s own where the channel has none, and nothing where neither is set', async () => {
    const { state } = await site.makeChannel()
    const first = await site.arrive(state)
    expect(site.sent()).toEqual([])
    expect(await site.tagsOf(first)).toEqual(['门店'])
    await site.ask('PUT', 'welcome', { welcome: storeWelcome })
    await site.arrive(state)
    await site.arrive('')
    expect(site.sent().map(({ content }) => content.text)).toEqual([storeWelcome.text, storeWelcome.text])
    await site.ask('PUT', 'welcome', { welcome: null })
    await site.arrive('foreign_state')
    expect(await outcomes()).toEqual(['none', 'sent', 'sent', 'none'])
  })

  it('goes out once, however often the event comes', async () => {
    const { state } = await site.makeChannel({ welcome })
    site.simulated.switches.eventDelivery = 'duplicate'
    await site.arrive(state)
    expect(await site.calls('externalcontact/send_welcome_msg')).toBe(1)
    expect(await outcomes()).toEqual(['sent'])
  })

  it('goes out once of two processes and many repeats at once', async () => {
    const { state } = await site.makeChannel({ welcome })
    const other = site.anotherProcess()
    const welcomeCode = site.simulated.welcomeCodes.issue('lin', 'wm-wang')
    const event = { externalUserId: 'wm-wang', userId: 'lin', state, welcomeCode, at: site.clock.at }
    const both = [site.app.services.welcome, other.welcome]
    await Promise.all([...both, ...both, ...both].map((process) => process.greet(event)))
    expect(await site.calls('externalcontact/send_welcome_msg')).toBe(1)
    expect(site.sent()).toHaveLength(2)
    expect(await outcomes()).toEqual(['sent'])
    const touches = await site.context.db.selectFrom('touchBubble').select('text').execute()
    expect(touches).toHaveLength(1)
    expect(await site.tagsOf('wm-wang')).toEqual(['门店'])
  })

  it('is not sent without a code, and the tags are set all the same', async () => {
    const { state } = await site.makeChannel({ welcome })
    const event = { externalUserId: 'wm-wang', userId: 'lin', state, welcomeCode: null, at: site.clock.at }
    await site.app.services.welcome.greet(event)
    await site.app.services.welcome.greet(event)
    expect(await outcomes()).toEqual(['no-code'])
    expect(await site.tagsOf('wm-wang')).toEqual(['门店'])
    expect(await site.calls('externalcontact/send_welcome_msg')).toBe(0)
  })

  it('is not sent to who has opted out', async () => {
    const { state } = await site.makeChannel({ welcome })
    await site.ask('GET', 'customers/wm-wang/panel')
    await site.context.db
      .updateTable('customer')
      .set({ optedOutAt: site.clock.at })
      .where('externalUserId', '=', 'wm-wang')
      .execute()
    const welcomeCode = site.simulated.welcomeCodes.issue('lin', 'wm-wang')
    const event = { externalUserId: 'wm-wang', userId: 'lin', state, welcomeCode, at: site.clock.at }
    await site.app.services.welcome.greet(event)
    expect(await outcomes()).toEqual(['opted-out'])
    expect(site.sent()).toEqual([])
  })

  it('still reaches who scanned a code that has just been removed', async () => {
    const { state, channelId } = await site.makeChannel({ welcome })
    await site.ask('DELETE', `channels/${channelId}`)
    const externalUserId = await site.arrive(state)
    expect(site.sent()).toHaveLength(2)
    expect(await site.tagsOf(externalUserId)).toEqual(['门店'])
  })
})
