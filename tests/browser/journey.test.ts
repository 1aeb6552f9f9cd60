import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import { launchChromium } from '../support/chromium.ts'
import { engines } from '../support/databases.ts'
import { type DemoSite, openDemoSite } from '../support/demo-site.ts'
import { openWindow, type SimulatorWindow } from '../support/window.ts'

const customer = notablePeople.hesitant

describe.each(engines)('the one journey on $name', ({ open }) => {
  let browser: Browser
  let site: DemoSite
  let window: SimulatorWindow

  beforeAll(async () => {
    site = await openDemoSite(await open())
    browser = await launchChromium()
    window = await openWindow(browser, site.origin)
  })
  afterAll(async () => {
    await window.close()
    await browser.close()
    await site.close()
  })

  it('knows the customer, sends coupon and script, sees it opened, taken and redeemed', async () => {
    const { panel, page, phone, complaints } = window
    const sent = () =>
      page.evaluate(
        (key) =>
          (globalThis as unknown as Window).__zhikeSimulator?.messages(key).filter((m) => m.isFromPanel) ??
          [],
        customer.externalUserId,
      )
    await panel.getByText(customer.remark).first().waitFor()
    await panel.getByText('LTV', { exact: true }).waitFor()

    await panel.getByRole('button', { name: '一键发券', exact: true }).first().click()
    await panel.getByRole('button', { name: '作废', exact: true }).first().waitFor()
    const recent = panel.getByRole('region', { name: '最近的券' })
    await recent.getByText('已发', { exact: true }).waitFor()
    await expect.poll(async () => (await sent()).length).toBe(1)

    await panel.getByRole('button', { name: '发送', exact: true }).first().click()
    await expect.poll(async () => (await sent()).length).toBe(2)
    const [card, text] = (await sent()).map(({ content }) => content)
    expect(card).toMatchObject({ msgtype: 'news', link: expect.stringMatching(/\/c\/[\w-]{22,}$/) })
    expect(text).toMatchObject({ msgtype: 'text', text: expect.not.stringMatching(/[{}]/) })

    await page
      .getByRole('log')
      .getByRole('button', { name: /^打开卡片/ })
      .click()
    await phone.getByRole('button', { name: '领取', exact: true }).waitFor()
    await recent.getByText('已打开', { exact: true }).waitFor()
    await phone.getByText('李女士').first().waitFor()
    expect(await phone.locator('body').innerText()).not.toContain(customer.remark)

    await phone.getByRole('button', { name: '领取', exact: true }).click()
    const shown = phone.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    await shown.waitFor()
    const code = await shown.innerText()
    await recent.getByText('已领取', { exact: true }).waitFor()

    const order = { code, orderId: 'journey-1', orderAmountFen: 39_900, shippingFen: 1_000 }
    // The demo store reserved 8 元 for the shipping.
    const redeemed = await site.redeem(order)
    expect(redeemed).toMatchObject({ status: 200, body: { orderId: 'journey-1', discountFen: 800 } })
    expect(await site.redeem(order)).toEqual(redeemed)
    expect((await site.redeem({ ...order, orderId: 'journey-2' })).status).toBe(409)

    const before = Date.now()
    await recent.getByText('已核销', { exact: true }).waitFor()
    expect(Date.now() - before).toBeLessThan(5_000)
    await panel.getByRole('button', { name: '一键发券', exact: true }).first().waitFor()
    expect(complaints).toEqual([])
  })
})
