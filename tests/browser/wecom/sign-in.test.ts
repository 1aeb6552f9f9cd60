import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { defaultSwitches } from '../../../src/simulator/protocol/switches.ts'
import { wecomDevice } from '../../../src/simulator/protocol/user-agents.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant: here } = notablePeople
const minuteMs = 60_000

let desk: Desk
let contexts: BrowserContext[] = []
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(async () => {
  for (const context of contexts) await context.close()
  contexts = []
  await desk.setSwitches({ oauth: 'ok' })
  await desk.leave()
})
afterAll(() => desk.close())

/** WeCom's own browser at the width of the sidebar, without the chat around it. */
async function openClient(): Promise<Page> {
  const { userAgent } = wecomDevice(defaultSwitches)
  const context = await desk.browser.newContext({ userAgent, viewport: { width: 360, height: 700 } })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

/** The way to WeCom and back, one step short: the address to come back to, with the code and the state. */
async function comeBack(page: Page): Promise<string> {
  const { request } = page.context()
  const begun = await request.get(`${desk.site.origin}/auth/wecom?return_to=/`, { maxRedirects: 0 })
  const agreed = await request.get(begun.headers()['location'] ?? '', { maxRedirects: 0 })
  return agreed.headers()['location'] ?? ''
}

async function expectRefused(page: Page, title: string, text: RegExp | string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByText(text).waitFor()
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  const cookies = await page.context().cookies()
  expect(cookies.some(({ name }) => name === 'zhike_session')).toBe(false)
}

/** The link on the page leads through WeCom into the panel. */
async function expectWayBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: '重新登录' }).click()
  await page.getByRole('navigation').first().waitFor()
  const cookies = await page.context().cookies()
  expect(cookies.some(({ name }) => name === 'zhike_session')).toBe(true)
}

describe('a sign-in that ends on a page of its own leads back', () => {
  it('a state that nobody gave out', async () => {
    const page = await openClient()
    await page.goto(`${desk.site.origin}/auth/wecom/callback?code=c&state=forged`)
    await expectRefused(page, '登录没有完成', '这次登录请求已失效或已用过，请重新登录。')
    await expectWayBack(page)
  })

  it('an answer that was used already, as by the back button', async () => {
    const page = await openClient()
    const url = await comeBack(page)
    await page.goto(url)
    await page.getByRole('navigation').first().waitFor()
    await page.context().clearCookies({ name: 'zhike_session' })
    await page.goto(url)
    await expectRefused(page, '登录没有完成', /已失效或已用过/)
    await expectWayBack(page)
  })

  it('an answer that was meant for another browser', async () => {
    const url = await comeBack(await openClient())
    const other = await openClient()
    await other.goto(url)
    await expectRefused(other, '登录没有完成', /已失效或已用过/)
    await expectWayBack(other)
  })

  it('an answer that comes after ten minutes', async () => {
    const page = await openClient()
    const url = await comeBack(page)
    desk.site.clock.skipMs += 10 * minuteMs
    await page.goto(url)
    await expectRefused(page, '登录没有完成', /已失效或已用过/)
    await expectWayBack(page)
  })

  it.each(['reused', 'expired'] as const)('a code that is %s', async (oauth) => {
    await desk.setSwitches({ oauth })
    const page = await openClient()
    await page.goto(`${desk.site.origin}/`)
    await expectRefused(page, '登录没有完成', /已失效或已用过/)
    await desk.setSwitches({ oauth: 'ok' })
    await expectWayBack(page)
  })

  it('somebody of another company: in words, with whom to ask, and not a name', async () => {
    await desk.setSwitches({ oauth: 'non-member' })
    const page = await openClient()
    await page.goto(`${desk.site.origin}/`)
    await expectRefused(page, '仅限企业成员使用', /请联系把链接给您的同事/)
    expect(await page.locator('body').innerText()).not.toContain('程野')
    await desk.setSwitches({ oauth: 'ok' })
    await expectWayBack(page)
  })

  it('a colleague whose account is disabled: names the admin', async () => {
    const window = await desk.open(here.externalUserId, { query: 'member=SongYao' })
    await window.panel.getByRole('heading', { level: 1, name: '您的账号现在不能使用' }).waitFor()
    await window.panel.getByText('请联系管理员：程野。').waitFor()
  })

  it('a domain that WeCom does not know is said by WeCom itself', async () => {
    await desk.setSwitches({ oauth: 'wrong-domain' })
    const page = await openClient()
    await page.goto(`${desk.site.origin}/`)
    await page.getByText('50001').waitFor()
  })
})

describe('the session', () => {
  const sessionOf = async (context: BrowserContext) =>
    (await context.cookies()).find(({ name }) => name === 'zhike_session')?.value

  it('is renewed under the hand of the advisor: another cookie, the same page, nothing lost', async () => {
    const window = await desk.open(here.externalUserId, { switches: { customerSwitch: 'keep' } })
    const { panel, page, context } = window
    await panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
    await page.waitForLoadState('networkidle')
    const before = await sessionOf(context)
    const loaded: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loaded.push(request.url())
    })
    await window.button('话术').click()
    await panel.getByRole('searchbox').fill('护肤')
    desk.site.clock.skipMs += 61 * minuteMs
    await panel.getByRole('button', { name: '刷新' }).click()
    await expect.poll(() => sessionOf(context)).not.toBe(before)
    await panel.getByRole('button', { name: '刷新' }).click()
    await page.waitForLoadState('networkidle')
    expect(loaded).toEqual([])
    expect(await panel.getByRole('searchbox').inputValue()).toBe('护肤')
    expect(await panel.getByRole('alert').count()).toBe(0)
  })

  it('that is over is begun anew without a tap on any page of WeCom, with the same customer', async () => {
    const window = await desk.open(here.externalUserId, { switches: { customerSwitch: 'keep' } })
    const { panel, context } = window
    await panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
    const before = await sessionOf(context)
    desk.site.clock.skipMs += 73 * 60 * minuteMs
    const signedIn = window.page.waitForResponse((answer) => answer.url().includes('/auth/wecom/callback'))
    await panel.getByRole('button', { name: '刷新' }).click()
    expect((await signedIn).status()).toBe(302)
    await panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
    expect(await sessionOf(context)).not.toBe(before)
    expect(await panel.getByRole('alert').count()).toBe(0)
  })
})
