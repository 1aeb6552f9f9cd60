import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { switchChoices } from '../../src/simulator/protocol/switches.ts'
import { buildSimulator } from '../../src/simulator/simulator.ts'
import type { SimulatorHandle } from '../../src/simulator/window/state/handle.ts'
import { smallWorld } from '../simulator/small-world.ts'
import { startTinyApp, type TinyApp } from '../simulator/tiny-app.ts'
import { launchChromium } from '../support/chromium.ts'

const distDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist')

interface CallResult {
  ok: boolean
  errMsg?: string
  value?: Record<string, unknown>
}

interface PanelPage {
  panel: Record<'context' | 'contact' | 'chat', () => Promise<CallResult>> & {
    send: (message: object) => Promise<CallResult>
  }
  events: string[]
  __zhikeSimulator: SimulatorHandle
}

let browser: Browser
let tiny: TinyApp
let simulator: FastifyInstance
let origin = ''
let page: Page

beforeAll(async () => {
  browser = await launchChromium()
  tiny = await startTinyApp({ wecomOrigin: () => origin })
  simulator = buildSimulator({
    world: smallWorld(),
    now: () => Date.now(),
    randomToken: () => randomBytes(12).toString('hex'),
    distDir,
    appUrl: tiny.origin,
  })
  await simulator.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(simulator.server.address() as AddressInfo).port}`
})

afterAll(async () => {
  await browser.close()
  await simulator.close()
  await tiny.app.close()
})

beforeEach(async () => {
  await fetch(`${origin}/simulator/api/switches`, { method: 'DELETE' })
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: null })
  page = await context.newPage()
  page.setDefaultTimeout(8000)
  return () => context.close()
})

async function panelFrame(): Promise<Frame> {
  const element = await page.waitForSelector('iframe[title="知客侧边栏"]')
  const frame = await element.contentFrame()
  if (!frame) throw new Error('the panel has no frame')
  await frame.waitForFunction(() => 'panel' in window)
  return frame
}

async function open(query = '', switches: object = {}): Promise<Frame> {
  await fetch(`${origin}/simulator/api/switches`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(switches),
  })
  await page.goto(`${origin}/simulator${query}`)
  return panelFrame()
}

const ask = (frame: Frame, name: 'context' | 'contact' | 'chat') =>
  frame.evaluate((call) => (window as unknown as PanelPage).panel[call](), name)
const send = (frame: Frame, message: object) =>
  frame.evaluate((payload) => (window as unknown as PanelPage).panel.send(payload), message)
const hello = { msgtype: 'text', text: { content: '您好' } }

describe('the real SDK through the bridge', () => {
  it.each(switchChoices.dialect)('works in the %s dialect', async (dialect) => {
    const frame = await open('?chat=wm-wang', { dialect })
    expect(await ask(frame, 'context')).toMatchObject({ ok: true, value: { entry: 'single_chat_tools' } })
    expect(await ask(frame, 'contact')).toMatchObject({ ok: true, value: { userId: 'wm-wang' } })
    expect(await ask(frame, 'chat')).toMatchObject({
      ok: false,
      errMsg: expect.stringMatching(/without ?context/),
    })
    expect(await send(frame, hello)).toMatchObject({ ok: true, value: { errMsg: 'sendChatMessage:ok' } })
    await page.getByRole('log', { name: '聊天记录' }).getByText('您好').waitFor()
  })

  it.each(switchChoices.platform)('is recognised on %s', async (platform) => {
    const frame = await open(`?platform=${platform}`)
    const { isWeCom } = await frame.evaluate(() =>
      (window as unknown as { panel: { env: () => { isWeCom: boolean } } }).panel.env(),
    )
    expect(isWeCom).toBe(true)
    expect(await ask(frame, 'contact')).toMatchObject({ ok: true })
  })

  it('is used late, missed when absent or silent', async () => {
    const late = await open('?chat=wm-li', { bridge: 'late', bridgeDelayMs: 300 })
    expect(await ask(late, 'contact')).toMatchObject({ ok: true, value: { userId: 'wm-li' } })
    for (const bridge of ['absent', 'silent']) {
      const frame = await open('', { bridge })
      expect(await ask(frame, 'contact')).toEqual({ ok: false, errMsg: 'no answer' })
    }
  })

  it('refuses every call when the ticket behind the signature is stale', async () => {
    const frame = await open('', { ticket: 'stale' })
    expect(await ask(frame, 'contact')).toMatchObject({ ok: false, errMsg: 'agentConfig:invalid signature' })
  })
})

describe('sending', () => {
  it('waits in the input box when staged', async () => {
    const frame = await open('?chat=wm-li', { send: 'staged' })
    expect(await send(frame, hello)).toMatchObject({ ok: true })
    expect(await page.getByLabel('消息输入框').inputValue()).toBe('您好')
    await page.getByRole('button', { name: '发送', exact: true }).click()
    await page.getByRole('log', { name: '聊天记录' }).getByText('您好').waitFor()
  })

  it.each([
    ['确认', true],
    ['取消', false],
  ])('asks first, and %s answers ok: %s', async (button, ok) => {
    const frame = await open('?chat=wm-li', { send: 'confirm' })
    const sent = send(frame, hello)
    await page.getByRole('dialog').getByRole('button', { name: button }).click()
    expect(await sent).toMatchObject({ ok })
  })

  it('opens the card on the customer’s phone, in a WeChat with cookies of its own', async () => {
    const frame = await open('?chat=wm-li')
    const news = { link: `${tiny.origin}/c/token1`, title: '专属券', desc: '24 小时内有效', imgUrl: '' }
    expect(await send(frame, { msgtype: 'news', news })).toMatchObject({ ok: true })
    await page.getByRole('button', { name: '打开卡片 专属券' }).click()
    const phone = page.frameLocator('iframe[title="顾客手机"]')
    await phone.locator('#cookie').waitFor({ state: 'attached' })
    expect(await phone.locator('#cookie').textContent()).toBe('')
    const asked = tiny.seen.filter((request) => request.url.startsWith('/c/')).at(-1)
    expect(asked?.headers['user-agent']).toMatch(/MicroMessenger/)
    expect(asked?.headers['user-agent']).not.toMatch(/wxwork/)
    await page.getByRole('button', { name: '返回聊天' }).click()
    await page.getByLabel('顾客看到的聊天').getByRole('button', { name: '打开卡片 专属券' }).click()
    await expect.poll(() => phone.locator('#cookie').textContent()).toBe('device=one')
    await page.getByRole('button', { name: '转发', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '王芳' }).click()
    await page.getByText('王芳 的手机').waitFor()
    expect(await phone.locator('#cookie').textContent()).toBe('')
  })
})

describe('changing the chat', () => {
  const timeOrigin = (frame: Frame) => frame.evaluate(() => performance.timeOrigin)

  it('reloads the panel or keeps it, as switched', async () => {
    const before = await timeOrigin(await open('?chat=wm-li'))
    await page.getByRole('button', { name: '王芳' }).click()
    await expect.poll(async () => timeOrigin(await panelFrame())).toBeGreaterThan(before)

    const frame = await open('?chat=wm-li', { customerSwitch: 'keep' })
    const kept = await timeOrigin(frame)
    await page.getByRole('button', { name: '王芳' }).click()
    expect(await ask(frame, 'contact')).toMatchObject({ value: { userId: 'wm-wang' } })
    expect(await timeOrigin(frame)).toBe(kept)
    const events = await frame.evaluate(() => (window as unknown as PanelPage).events)
    expect(events).toEqual(expect.arrayContaining(['visibilitychange', 'focus']))
  })

  it('can happen between the client’s decision and its answer', async () => {
    const frame = await open('?chat=wm-li', { customerSwitch: 'keep' })
    await page.evaluate(() => {
      const host = (window as unknown as PanelPage).__zhikeSimulator
      host.beforeReply('getCurExternalContact', () => host.openChat('wm-wang'))
    })
    expect(await ask(frame, 'contact')).toMatchObject({ value: { userId: 'wm-li' } })
    expect(await ask(frame, 'contact')).toMatchObject({ value: { userId: 'wm-wang' } })
    const state = await page.evaluate(() => {
      const host = (window as unknown as PanelPage).__zhikeSimulator
      return [host.currentChat(), host.invokeCount('getCurExternalContact')]
    })
    expect(state).toEqual([{ kind: 'single', externalUserId: 'wm-wang' }, 2])
  })
})

describe('the window', () => {
  it('signs in again as another member', async () => {
    await open('?member=lin')
    await page.getByLabel('当前成员').selectOption('zhou')
    await page.getByRole('button', { name: '吴别' }).click()
    await expect
      .poll(async () => ask(await panelFrame(), 'contact'))
      .toMatchObject({ value: { userId: 'wm-other' } })
    const cookies = await page.context().cookies()
    expect(cookies.find((cookie) => cookie.name === 'member')?.value).toBe('zhou')
  })

  it('opens a group, where a card can be opened by anybody', async () => {
    const frame = await open('?chat=wr-skin')
    expect(await ask(frame, 'chat')).toMatchObject({ value: { chatId: 'wr-skin' } })
    expect(await ask(frame, 'contact')).toMatchObject({ ok: false })
    const news = { link: `${origin}/c/token2`, title: '群券', desc: '', imgUrl: '' }
    await send(frame, { msgtype: 'news', news })
    await page.getByRole('button', { name: '打开卡片 群券' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '一位陌生人' }).click()
    await page.getByText('一位陌生人 的手机').waitFor()
  })

  it('covers the chat as a phone, and gives it back', async () => {
    await open('?width=phone&platform=ios')
    const panel = page.locator('iframe[title="知客侧边栏"]')
    expect(await panel.boundingBox()).toMatchObject({ width: 375, height: 667 })
    await page.getByRole('button', { name: '返回会话' }).click()
    await panel.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '打开侧边栏' }).click()
    await panel.waitFor({ state: 'visible' })
  })

  it('shows itself dark to the page', async () => {
    const isDark = (frame: Frame) =>
      frame.evaluate(() => [
        matchMedia('(prefers-color-scheme: dark)').matches,
        navigator.userAgent.includes('ColorScheme/Dark'),
      ])
    expect(await isDark(await open('', { dark: true }))).toEqual([true, true])
    expect(await isDark(await open('', { dark: false }))).toEqual([false, false])
  })

  it('restores the last route when switched so', async () => {
    const frame = await open('?chat=wm-li', { customerSwitch: 'restore' })
    await frame.evaluate(() => {
      window.location.hash = '#/scripts'
    })
    await page.getByRole('button', { name: '王芳' }).click()
    await expect.poll(async () => (await panelFrame()).url()).toBe(`${origin}/#/scripts`)
  })
})
