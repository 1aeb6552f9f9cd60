import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { openWelcomeApp, type WelcomeApp, welcomeText } from './welcome-app.ts'

const path = 'externalcontact/send_welcome_msg'
const welcome = { text: welcomeText, hasQuiz: true }

describe.each(engines)('a welcome that does not go out on $name', ({ open }) => {
  let site: WelcomeApp
  let state: string
  beforeEach(async () => {
    site = await openWelcomeApp(await open())
    state = (await site.makeChannel({ welcome })).state
  })
  afterEach(() => site.close())

  const greet = (changes: object = {}) =>
    site.app.services.welcome.greet({
      externalUserId: 'wm-wang',
      userId: 'lin',
      state,
      welcomeCode: site.simulated.welcomeCodes.issue('lin', 'wm-wang'),
      at: site.clock.at,
      ...changes,
    })
  const arrivals = async () => (await site.arrivals()).map(({ outcome, errcode }) => ({ outcome, errcode }))
  const links = () => site.context.db.selectFrom('quizLink').select(['sentAt', 'voidedAt']).execute()
  const touches = () => site.context.db.selectFrom('touch').selectAll().execute()

  it.each([
    [19_900, 'sent', 1],
    [20_000, 'sent', 1],
    [20_001, 'late', 0],
    [20_100, 'late', 0],
  ])('%i ms after the event: %s', async (elapsedMs, outcome, calls) => {
    const welcomeCode = site.simulated.welcomeCodes.issue('lin', 'wm-wang')
    const { at } = site.clock
    site.clock.at += elapsedMs
    await greet({ welcomeCode, at })
    expect(await arrivals()).toEqual([{ outcome, errcode: null }])
    expect(await site.calls(path)).toBe(calls)
    expect(await site.tagsOf('wm-wang')).toEqual(['门店'])
  })

  it.each([
    [41050, 'late'],
    [41051, 'used'],
    [41053, 'consent'],
    [48002, 'refused'],
    [40096, 'refused'],
    [45009, 'refused'],
  ])(
    'refused with %i is %s: tags set, no touch, the link withdrawn, not tried again',
    async (errcode, outcome) => {
      await site.fail({ path, errcode, times: 1 })
      await greet()
      expect(await arrivals()).toEqual([{ outcome, errcode }])
      expect(await site.calls(path)).toBe(1)
      expect(await touches()).toEqual([])
      expect(await links()).toEqual([{ sentAt: null, voidedAt: site.clock.at }])
      expect(await site.tagsOf('wm-wang')).toEqual(['门店'])
    },
  )

  it('is tried again while another app is sending (41096)', async () => {
    await site.fail({ path, errcode: 41096, times: 2 })
    await greet()
    expect(await arrivals()).toEqual([{ outcome: 'sent', errcode: null }])
    expect(await site.calls(path)).toBe(3)
  })

  it('is given up when its 20 s end while another app is sending', async () => {
    await site.fail({ path, errcode: 41096 })
    const greeting = greet()
    while ((await site.calls(path)) === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    site.clock.at += 20_001
    await greeting
    expect(await arrivals()).toEqual([{ outcome: 'late', errcode: null }])
    expect(await site.calls(path)).toBe(1)
    expect(await touches()).toEqual([])
  })

  it('whose answer got lost is not sent again; its link stays good', async () => {
    await site.fail({ path, isHangUp: true, isCarriedOut: true, times: 1 })
    await greet()
    expect(await arrivals()).toEqual([{ outcome: 'unknown', errcode: null }])
    expect(await site.calls(path)).toBe(1)
    expect(site.sent()).toHaveLength(2)
    expect(await links()).toEqual([{ sentAt: null, voidedAt: null }])
  })

  it('for want of consent goes out with the code that comes with it, as the channel’s own', async () => {
    await site.fail({ path, errcode: 41053, times: 1 })
    await greet()
    site.clock.at += 60_000
    await greet({ state: '' })
    expect(await arrivals()).toEqual([
      { outcome: 'consent', errcode: 41053 },
      { outcome: 'sent', errcode: null },
    ])
    expect(site.sent()[0]?.content.text).toContain('我是林晓')
    const { body } = await site.ask('GET', 'channels')
    expect(body.channels).toMatchObject([{ arrivedCount: 1, welcomedCount: 1 }])
  })

  it('leaves the event applied, so that nothing asks for it again', async () => {
    await site.fail({ path, errcode: 41051, times: 1 })
    await site.arrive(state)
    const rows = await site.context.db.selectFrom('wecomEvent').select(['status', 'greetedAt']).execute()
    expect(rows).toEqual([{ status: 'applied', greetedAt: site.clock.at }])
  })

  it('never shows its code in what is stored', async () => {
    const welcomeCode = site.simulated.welcomeCodes.issue('lin', 'wm-wang')
    await greet({ welcomeCode })
    expect(JSON.stringify(await site.arrivals())).not.toContain(welcomeCode)
  })
})
