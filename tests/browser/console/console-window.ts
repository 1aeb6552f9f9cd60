import type { BrowserContext, Page } from 'playwright-core'
import type { Role } from '../../../src/contract/route.ts'
import type { Desk } from '../support/desk.ts'

export interface ConsoleWindow {
  context: BrowserContext
  page: Page
  /** Page errors, what the content security policy refused, and requests that left the site. */
  complaints: string[]
}

/** A desktop browser of its own at an address of the console, where WeCom's login page asks who it is. */
export async function openConsole({ site, browser }: Desk, path = '/console'): Promise<ConsoleWindow> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(site.origin)) complaints.push(`outside request to ${url}`)
  })
  await page.goto(`${site.origin}${path}`)
  return { context, page, complaints }
}

/** Signs in as the person of this name and waits for the console. */
export async function signInAs({ page }: ConsoleWindow, name: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await page.getByRole('navigation', { name: '运营台' }).waitFor()
}

/** What an admin would do beforehand. */
export async function giveRole({ site }: Desk, userId: string, role: Role): Promise<void> {
  await site.app.services.memberRoster.change(userId, { role }, 'cli')
}

/** Picks an entry of a list to choose from, by the names of both. */
export async function choose(page: Page, list: string, entry: string | RegExp): Promise<void> {
  const field = page.getByRole('combobox', { name: list })
  if ((await field.getAttribute('aria-expanded')) !== 'true')
    await page.locator('.el-select', { has: field }).click()
  await page.getByRole('option', { name: entry, exact: true }).click()
}
