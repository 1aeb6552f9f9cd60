import type { Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, birthday, silent, sleeping, advocate } = notablePeople
const offlineText = '离线，话术可搜可复制；券不可发'

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** The server does the work, the answer is lost on its way. */
async function loseAnswer(route: Route): Promise<void> {
  await route.fetch()
  await route.abort('connectionreset')
}
const loseRequest = (route: Route) => route.abort('connectionreset')

it('offline: it says so, coupons and messages stay, scripts can be searched and copied; back online all works', async () => {
  const { externalUserId } = hesitant
  const window = await desk.open(externalUserId)
  await window.button('一键发券').waitFor()
  await window.page.waitForLoadState('networkidle')
  const before = await stored.spend()
  await window.context.setOffline(true)
  await window.panel.getByText(offlineText).waitFor()
  expect(await window.button('一键发券').isDisabled()).toBe(true)
  expect(await window.button('发送').isDisabled()).toBe(true)
  await window.button('复制').click()
  await window.panel.getByText('已复制', { exact: true }).waitFor()
  await window.button('话术').click()
  await window.panel.getByRole('searchbox', { name: '搜话术' }).fill('gui')
  await expect.poll(() => window.panel.getByRole('listitem').count()).toBeGreaterThan(0)
  expect(await stored.coupons(externalUserId)).toEqual([])
  expect(await stored.spend()).toEqual(before)

  await window.context.setOffline(false)
  await expect.poll(() => window.panel.getByText(offlineText).count()).toBe(0)
  await window.button('首页').click()
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
  expect(await window.sent(externalUserId)).toHaveLength(1)
})

describe('the connection breaks while a coupon is asked for', () => {
  it('before the server has it: 券未发出, and 重试 issues exactly one', async () => {
    const { externalUserId } = vip
    const window = await desk.open(externalUserId)
    await window.button('一键发券').waitFor()
    const before = await stored.spend()
    await window.page.route('**/customers/*/coupons', loseRequest)
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('网络断开，券未发出').waitFor()
    await bar.getByRole('button', { name: '复制文案手动发', exact: true }).waitFor()
    expect(await stored.coupons(externalUserId)).toEqual([])
    expect(await stored.spend()).toEqual(before)
    await window.page.unroute('**/customers/*/coupons')
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await window.button('作废').waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
  })

  it('after the server had it: 重试 gives the same coupon, one card, one reserve', async () => {
    const { externalUserId } = fullCart
    const window = await desk.open(externalUserId)
    await window.button('一键发券').waitFor()
    await window.page.route('**/customers/*/coupons', loseAnswer)
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByRole('button', { name: '重试', exact: true }).waitFor()
    const issued = await stored.coupons(externalUserId)
    expect(issued.map(({ state }) => state)).toEqual(['issued'])
    const reserved = await stored.spend()
    expect(await window.sent(externalUserId)).toEqual([])
    await window.page.unroute('**/customers/*/coupons')
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await window.button('作废').waitFor()
    const sent = await stored.coupons(externalUserId)
    expect(sent.map(({ couponId, state }) => [couponId, state])).toEqual([[issued[0]?.couponId, 'sent']])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    expect(await stored.spend()).toEqual(reserved)
  })

  it('once only: the panel repeats the request by itself', async () => {
    const { externalUserId } = birthday
    const window = await desk.open(externalUserId)
    await window.button('一键发券').waitFor()
    await window.page.route('**/customers/*/coupons', loseAnswer, { times: 1 })
    await window.button('一键发券').click()
    await window.button('作废').waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    expect(await window.panel.getByRole('alert').count()).toBe(0)
  })
})

describe('the connection breaks when a send is to be recorded', () => {
  it.each([
    { lost: 'the request', lose: loseRequest, kept: 0, person: silent },
    { lost: 'the answer', lose: loseAnswer, kept: 1, person: sleeping },
  ])('$lost of a script: 未记录, and 重试 records it once', async ({ lose, kept, person }) => {
    const { externalUserId } = person
    const window = await desk.open(externalUserId)
    await window.button('发送').waitFor()
    await window.page.route('**/customers/*/touches', lose)
    await window.button('发送').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(/未记录/).waitFor()
    expect(await window.sent(externalUserId)).toHaveLength(1)
    expect((await stored.touches(externalUserId)).bubbles).toHaveLength(kept)
    await window.page.unroute('**/customers/*/touches')
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await expect.poll(() => bar.count()).toBe(0)
    expect((await stored.touches(externalUserId)).bubbles).toHaveLength(1)
    expect(await window.sent(externalUserId)).toHaveLength(1)
  })

  it('of a coupon: 未记录, and it is made good when the connection is back', async () => {
    const { externalUserId } = advocate
    const window = await desk.open(externalUserId)
    await window.button('一键发券').waitFor()
    await window.page.route('**/coupons/*/sent', loseRequest)
    await window.button('一键发券').click()
    await window.panel
      .getByRole('alert')
      .getByText(/未记录/)
      .waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['issued'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    await window.context.setOffline(true)
    await window.panel.getByText(offlineText).waitFor()
    await window.page.unroute('**/coupons/*/sent')
    await window.context.setOffline(false)
    await expect.poll(() => stored.couponStates(externalUserId), { timeout: 5_000 }).toEqual(['sent'])
    await expect.poll(() => window.panel.getByRole('alert').count()).toBe(0)
    expect((await stored.touches(externalUserId)).touches).toHaveLength(1)
    expect(await window.sent(externalUserId)).toHaveLength(1)
  })
})
