import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'
import type { Switches } from '../../src/simulator/protocol/switches.ts'
import type { Moment } from '../../src/simulator/window/state/hooks.ts'
import type { Message } from '../../src/simulator/window/state/message.ts'
import { watchPolicy } from './policy-reports.ts'

export interface SimulatorWindow {
  context: BrowserContext
  page: Page
  /** The real panel beside the chat. */
  panel: FrameLocator
  /** What the customer sees on the phone. */
  phone: FrameLocator
  /** Requests that left the site, what a content security policy stopped, and errors that no test expected. */
  complaints: string[]
  /** A button of the panel by its exact name; the first one where a name stands more than once. */
  button: (name: string) => Locator
  openChat: (externalUserId: string) => Promise<void>
  openGroup: (chatId: string) => Promise<void>
  setSwitches: (patch: Partial<Switches>) => Promise<void>
  /** What the panel put into a chat. */
  sent: (key: string) => Promise<Message[]>
  openLinkAs: (externalUserId: string, link: string) => Promise<void>
  /** Opens another chat at the `nth` call of an API from now on (1 = the next one). */
  switchChatAt: (moment: Moment, api: string, nth: number, externalUserId: string) => Promise<void>
  /** The client acts on further calls of an API but does not answer them until the returned function is called. */
  holdReplies: (api: string) => Promise<() => Promise<void>>
  close: () => Promise<void>
}

export interface WindowOptions {
  /** Replaces the viewport of 1280 × 860. */
  viewport?: { width: number; height: number }
}

/** Opens the simulator's window; an outside request fails the test that caused it. */
export async function openWindow(
  browser: Browser,
  origin: string,
  query = '',
  options: WindowOptions = {},
): Promise<SimulatorWindow> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 860 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const complaints: string[] = []
  await watchPolicy(context, (line) => complaints.push(line))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`))
  page.on('request', (request) => {
    const url = request.url()
    if (/^https?:/.test(url) && !url.startsWith(origin)) {
      complaints.push(`outside request to ${url}: serve it from the site or the simulator`)
    }
  })
  await page.goto(`${origin}/simulator${query}`)
  const panel = page.frameLocator('iframe[title="知客侧边栏"]')
  return {
    context,
    page,
    panel,
    phone: page.frameLocator('iframe[title="顾客手机"]'),
    complaints,
    button: (name) => panel.getByRole('button', { name, exact: true }).first(),
    openChat: (externalUserId) =>
      page.evaluate((id) => window.__zhikeSimulator?.openChat(id), externalUserId),
    openGroup: (chatId) => page.evaluate((id) => window.__zhikeSimulator?.openGroup(id), chatId),
    setSwitches: (patch) => page.evaluate((wanted) => window.__zhikeSimulator?.setSwitches(wanted), patch),
    sent: (key) =>
      page.evaluate(
        (id) => window.__zhikeSimulator?.messages(id).filter((message) => message.isFromPanel) ?? [],
        key,
      ),
    openLinkAs: (externalUserId, link) =>
      page.evaluate(([id, address]) => window.__zhikeSimulator?.openLinkAs(id, address), [
        externalUserId,
        link,
      ] as const),
    switchChatAt: (moment, api, nth, externalUserId) =>
      page.evaluate(
        ([when, name, turn, id]) => {
          const simulator = window.__zhikeSimulator
          if (!simulator) throw new Error('this page is not the simulator')
          const wanted = simulator.invokeCount(name) + turn
          const remove = simulator[when](name, (call) => {
            if (call.count !== wanted) return
            remove()
            simulator.openChat(id)
          })
        },
        [moment, api, nth, externalUserId] as const,
      ),
    async holdReplies(api) {
      await page.evaluate((name) => {
        const held = new Promise<void>((resolve) => Object.assign(window, { releaseReplies: resolve }))
        window.__zhikeSimulator?.beforeReply(name, () => held)
      }, api)
      return () => page.evaluate(() => (window as unknown as { releaseReplies: () => void }).releaseReplies())
    },
    close: () => context.close(),
  }
}
