import type { Browser, FrameLocator, Page } from 'playwright-core'

export interface SimulatorWindow {
  page: Page
  /** The real panel beside the chat. */
  panel: FrameLocator
  /** What the customer sees on the phone. */
  phone: FrameLocator
  /** Requests that left the site, and errors that no test expected. */
  complaints: string[]
  close: () => Promise<void>
}

/** Opens the simulator's window; an outside request fails the test that caused it. */
export async function openWindow(browser: Browser, origin: string, query = ''): Promise<SimulatorWindow> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(origin)) {
      complaints.push(`outside request to ${url}: serve it from the site or the simulator`)
    }
  })
  await page.goto(`${origin}/simulator${query}`)
  return {
    page,
    panel: page.frameLocator('iframe[title="知客侧边栏"]'),
    phone: page.frameLocator('iframe[title="顾客手机"]'),
    complaints,
    close: () => context.close(),
  }
}
