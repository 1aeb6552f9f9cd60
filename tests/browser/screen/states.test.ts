import type { Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { newcomer, optedOut, foreign, hesitant, vip, fullCart, silent, sleeping, couponHolder } = notablePeople
const hourMs = 3_600_000

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

describe('customers who get no offer', () => {
  it('a newcomer: 第1天, the quiz first, no coupon, LTV 数据不足', async () => {
    const window = await desk.open(newcomer.externalUserId)
    const { panel } = window
    await panel.getByRole('heading', { level: 1, name: newcomer.name }).waitFor()
    await panel.getByText(/第1天/).first().waitFor()
    await panel
      .getByRole('heading', { name: /^下一步 先发肤质测试/ })
      .first()
      .waitFor()
    await panel.getByText('数据不足', { exact: true }).waitFor()
    expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
    expect(await panel.locator('body').innerText()).not.toMatch(/RFM|最近单/)
    await window.button('发送').click()
    await expect.poll(() => window.sent(newcomer.externalUserId)).toHaveLength(1)
  })

  it('one who refused personal offers: none anywhere, and it says why; service goes on', async () => {
    const window = await desk.open(optedOut.externalUserId)
    const { panel } = window
    await panel.getByText('已拒绝个性化优惠').waitFor()
    await panel.getByText(/不再接收个性化优惠/).waitFor()
    expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
    await window.button('优惠').click()
    await panel.getByRole('button', { name: '可发 0', exact: true }).waitFor()
    await panel
      .getByRole('main')
      .getByText(/个性化优惠/)
      .first()
      .waitFor()
    expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
    const { db } = desk.site.app.context
    const [offer] = await db.selectFrom('offer').selectAll().where('status', '=', 'published').execute()
    const status = await window.page.evaluate(
      async ([id, offerId]) => {
        const answer = await fetch(`/api/v1/customers/${id}/coupons`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': 'opted-out-1' },
          body: JSON.stringify({ offerId }),
        })
        return answer.status
      },
      [optedOut.externalUserId, offer?.offerId ?? ''] as const,
    )
    expect(status).toBe(422)
    expect(await stored.coupons(optedOut.externalUserId)).toEqual([])
  })

  it('one with a live coupon: its state stands in the button’s place', async () => {
    const window = await desk.open(couponHolder.externalUserId)
    await window.panel
      .getByRole('region', { name: '最近的券' })
      .getByText('已领取', { exact: true })
      .waitFor()
    expect(await window.panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  })
})

it('another advisor’s customer: 不是你的客户, and not a word about her', async () => {
  const window = await desk.open(hesitant.externalUserId, { switches: { customerSwitch: 'keep' } })
  await window.panel.getByText('LTV', { exact: true }).waitFor()
  await window.openChat(foreign.externalUserId)
  await window.panel.getByText('不是你的客户').waitFor()
  const text = await window.panel.locator('body').innerText()
  for (const word of [foreign.remark, foreign.name, hesitant.remark, 'LTV']) expect(text).not.toContain(word)
  expect(await window.panel.getByRole('button', { name: '发送', exact: true }).count()).toBe(0)
  for (const tab of ['优惠', '轨迹']) {
    await window.button(tab).click()
    await window.panel.getByText('不是你的客户').waitFor()
  }
})

describe('a part that cannot be had', () => {
  it('fails alone with 重试, and the rest works', async () => {
    const window = await desk.open(hesitant.externalUserId)
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    const path = `**/api/v1/customers/${vip.externalUserId}/panel`
    await window.page.route(path, async (route) => {
      const response = await route.fetch()
      const panel = (await response.json()) as object
      const failed = { status: 'failed', message: '取不到' }
      await route.fulfill({ response, json: { ...panel, lastOrder: failed, ltv: failed } })
    })
    await window.openChat(vip.externalUserId)
    const { panel } = window
    await panel.getByText('订单暂时取不到').waitFor()
    await panel.getByText('LTV 暂时取不到').waitFor()
    await panel.getByRole('heading', { level: 1, name: vip.remark }).waitFor()
    await panel.getByText('RFM', { exact: true }).waitFor()
    await window.button('发送').click()
    await expect.poll(() => window.sent(vip.externalUserId)).toHaveLength(1)
    await window.page.unroute(path)
    await window.button('重试').click()
    await panel.getByText('LTV', { exact: true }).waitFor()
    expect(await panel.getByText(/暂时取不到/).count()).toBe(0)
  })

  it('the whole panel: it says so, scripts can be copied, and 重试 brings it', async () => {
    const path = `**/api/v1/customers/${sleeping.externalUserId}/panel`
    const fail = (route: Route) =>
      route.fulfill({ status: 500, json: { code: 'internal', message: '服务出错，请稍后重试' } })
    const window = await desk.open(hesitant.externalUserId)
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    await window.page.route(path, fail)
    await window.openChat(sleeping.externalUserId)
    await window.panel.getByText(/客户信息暂时取不到/).waitFor()
    await window.button('复制').click()
    await window.panel.getByText('已复制', { exact: true }).waitFor()
    await window.page.unroute(path)
    await window.button('重试').click()
    await window.panel.getByRole('heading', { level: 1, name: sleeping.remark }).waitFor()
  })
})

it('the session ends during use: signed in again by itself, nothing sent unseen', async () => {
  const { externalUserId, remark } = silent
  const window = await desk.open(externalUserId)
  await window.button('一键发券').waitFor()
  // What loads ahead would otherwise meet the ended session first, and the tap would fall on the renewed page.
  await window.page.waitForLoadState('networkidle')
  await window.context.clearCookies({ name: 'zhike_session' })
  const signedIn = window.page.waitForRequest('**/auth/wecom/callback?**')
  await window.button('一键发券').click()
  await signedIn
  await window.panel.getByRole('heading', { level: 1, name: remark }).waitFor()
  await window.button('一键发券').waitFor()
  expect(await stored.coupons(externalUserId)).toEqual([])
  expect(await window.sent(externalUserId)).toEqual([])
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
  expect(await window.sent(externalUserId)).toHaveLength(1)
})

describe('at 23:00', () => {
  it('a reason is asked for, and 仍然发送 sends and keeps it', async () => {
    const { externalUserId } = fullCart
    desk.site.clock.skipMs = 3 * hourMs
    const window = await desk.open(externalUserId)
    await window.button('一键发券').click()
    const question = window.panel.getByRole('alertdialog')
    await question.waitFor()
    const goOn = question.getByRole('button', { name: '仍然发送', exact: true })
    expect(await goOn.isDisabled()).toBe(true)
    expect(await stored.coupons(externalUserId)).toEqual([])
    await question.getByText('已约定回复').click()
    await goOn.click()
    await window.button('作废').waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    const { touches } = await stored.touches(externalUserId)
    expect(touches).toMatchObject([{ overrideKind: 'agreed' }])

    await window.button('发送').click()
    await question.waitFor()
    await question.getByText('其他', { exact: true }).click()
    await question.getByRole('textbox').fill('她让我晚点发')
    await goOn.click()
    await expect.poll(() => window.sent(externalUserId)).toHaveLength(2)
    await expect
      .poll(async () => (await stored.touches(externalUserId)).touches)
      .toMatchObject([{ bubbles: 2 }])
  })

  it('改约 sends nothing', async () => {
    const { externalUserId } = sleeping
    desk.site.clock.skipMs = 3 * hourMs
    const window = await desk.open(externalUserId)
    await window.button('发送').click()
    const question = window.panel.getByRole('alertdialog')
    await question.getByRole('button', { name: /^改约/ }).click()
    await expect.poll(() => question.count()).toBe(0)
    expect(await window.sent(externalUserId)).toEqual([])
    expect((await stored.touches(externalUserId)).bubbles).toEqual([])
  })
})
