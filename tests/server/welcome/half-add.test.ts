import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../support/databases.ts'
import { openWelcomeApp, type WelcomeApp, welcomeText } from './welcome-app.ts'

const path = 'externalcontact/send_welcome_msg'
const welcome = { text: welcomeText.replace('{有效期}', '今天'), hasQuiz: false }
const second = 1000
const day = 86_400_000

describe.each(engines)('a half-add and the full add after it on $name', ({ open }) => {
  let site: WelcomeApp
  let state: string
  beforeEach(async () => {
    site = await openWelcomeApp(await open())
    state = (await site.makeChannel({ welcome })).state
  })
  afterEach(() => site.close())

  type Code = 'as-platform' | 'none' | 'new'
  async function halfAdd(code: Code = 'as-platform', channel = state): Promise<void> {
    site.simulated.company.halfAddCustomer('lin', 'wm-other', channel, { code })
    await site.settled()
  }
  async function fullAdd(code: Code = 'as-platform', channel = ''): Promise<void> {
    site.simulated.company.addCustomer('lin', 'wm-other', channel, { code })
    await site.settled()
  }
  const arrivals = async () => (await site.arrivals()).map(({ outcome, isHalf }) => ({ outcome, isHalf }))
  const unsent = async () => {
    const { body } = await site.ask('GET', 'customers/wm-other/timeline')
    return (body.past as { title: string; detail: string }[])
      .filter(({ title }) => title.includes('欢迎语没有发出'))
      .map(({ title, detail }) => `${title}：${detail}`)
  }

  it.each(['as-platform', 'none', 'new'] as const)(
    'one welcome goes out, on the half-add; the full one has code: %s',
    async (code) => {
      await halfAdd()
      site.clock.at += 5 * second
      await fullAdd(code)
      expect(await site.calls(path)).toBe(1)
      expect(site.sent()).toHaveLength(1)
      expect(await arrivals()).toEqual([
        { outcome: 'sent', isHalf: 1 },
        { outcome: 'welcomed', isHalf: 0 },
      ])
      expect(await unsent()).toEqual([])
    },
  )

  it('the full add is told first: still one welcome', async () => {
    const event = { externalUserId: 'wm-other', userId: 'lin', state, at: site.clock.at }
    const codeOf = () => site.simulated.welcomeCodes.issue('lin', 'wm-other')
    await site.app.services.welcome.greet({ ...event, welcomeCode: codeOf() })
    await site.app.services.welcome.greet({ ...event, welcomeCode: codeOf(), isHalf: true })
    expect(await site.calls(path)).toBe(1)
  })

  it('without a code at first, it goes out with the code of the full add, as the channel’s own', async () => {
    await halfAdd('none')
    site.clock.at += 5 * second
    await fullAdd()
    expect(site.sent()).toHaveLength(1)
    expect(site.sent()[0]?.content.text).toContain('我是林晓')
    expect(await arrivals()).toEqual([
      { outcome: 'no-code', isHalf: 1 },
      { outcome: 'sent', isHalf: 0 },
    ])
  })

  it('without any code none goes out, and the advisor sees it', async () => {
    await halfAdd('none')
    site.clock.at += 5 * second
    await fullAdd('none')
    expect(await site.calls(path)).toBe(0)
    const line = '我 的欢迎语没有发出：企业微信没有给欢迎码：设过成员欢迎语，或已经聊起来了'
    expect(await unsent()).toEqual([line, line])
  })

  it('a welcome whose answer got lost is not sent again with the new code', async () => {
    await site.fail({ path, isHangUp: true, isCarriedOut: true, times: 1 })
    await halfAdd()
    site.clock.at += 5 * second
    await fullAdd('new')
    expect(await site.calls(path)).toBe(1)
    expect(await unsent()).toEqual(['我 的欢迎语没有发出：没有收到企业微信的回答，可能已发出'])
  })

  it('a customer who comes back after a deletion is welcomed anew', async () => {
    await halfAdd()
    site.clock.at += 5 * second
    await fullAdd()
    site.clock.at += day
    site.simulated.company.deleteByMember('lin', 'wm-other')
    await site.settled()
    site.clock.at += day
    await fullAdd('as-platform', state)
    expect(site.sent()).toHaveLength(2)
    expect((await arrivals()).map(({ outcome }) => outcome)).toEqual(['sent', 'welcomed', 'sent'])
  })

  it('its tags reach WeCom with the full add', async () => {
    await halfAdd()
    const { corpTags } = site.app.services
    await corpTags.pushDue()
    const marks = () =>
      (site.simulated.directory.follow('lin', 'wm-other')?.tagIds ?? []).map(
        (tagId) => site.simulated.directory.tag(tagId)?.tag.name,
      )
    expect(marks()).toEqual([])
    site.clock.at += 5 * second
    await fullAdd()
    await corpTags.pushDue()
    expect(marks()).toEqual(['门店'])
    expect(await site.tagsOf('wm-other')).toEqual(['门店'])
  })
})
