import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople, type NotablePerson } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, silent, sleeping, advocate, birthday } = notablePeople
const codeShape = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

async function sendCoupon(person: NotablePerson): Promise<{ window: SimulatorWindow; link: string }> {
  const window = await desk.open(person.externalUserId)
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  const [card] = (await window.sent(person.externalUserId)).map(({ content }) => content)
  if (card?.msgtype !== 'news') throw new Error('no card stands in the chat')
  return { window, link: card.link }
}

const heading = (window: SimulatorWindow, name: string) =>
  window.phone.getByRole('heading', { name, exact: true }).waitFor()
const take = (window: SimulatorWindow) => window.phone.getByRole('button', { name: '领取', exact: true })
const pageText = (window: SimulatorWindow) => window.phone.locator('body').innerText()

it('another customer who opens the link learns nothing and changes nothing; the owner can still take it', async () => {
  const { window, link } = await sendCoupon(hesitant)
  const sent = await stored.coupons(hesitant.externalUserId)
  await window.openLinkAs(vip.externalUserId, link)
  await heading(window, '这张券属于别人')
  const text = await pageText(window)
  expect(text).not.toContain('李')
  expect(text).not.toContain(hesitant.remark)
  expect(text).not.toContain(sent[0]?.headline ?? '')
  expect(text).not.toContain(sent[0]?.code ?? '')
  expect(text).not.toMatch(codeShape)
  expect(text).not.toContain('为什么是我')
  expect(await take(window).count()).toBe(0)
  await window.page.waitForTimeout(300)
  expect(await stored.coupons(hesitant.externalUserId)).toEqual(sent)

  await window.openLinkAs(hesitant.externalUserId, link)
  await take(window).click()
  await heading(window, '已领取')
  expect(await pageText(window)).toContain(sent[0]?.code ?? 'no code')
  expect(await stored.couponStates(hesitant.externalUserId)).toEqual(['claimed'])

  await window.openLinkAs(vip.externalUserId, link)
  await heading(window, '这张券属于别人')
  expect(await pageText(window)).not.toMatch(codeShape)
})

it('a stranger without identity sees no name; after the owner took it, no code either', async () => {
  const { window, link } = await sendCoupon(fullCart)
  await window.openLinkAs('stranger', link)
  await take(window).waitFor()
  const text = await pageText(window)
  expect(text).not.toContain('周')
  expect(text).not.toContain('为什么是我')
  expect(text).not.toMatch(codeShape)

  await window.openLinkAs(fullCart.externalUserId, link)
  await take(window).click()
  await heading(window, '已领取')
  await window.openLinkAs('stranger', link)
  await heading(window, '已在另一台设备领取')
  expect(await pageText(window)).not.toMatch(codeShape)
  expect(await take(window).count()).toBe(0)
  expect(await stored.couponStates(fullCart.externalUserId)).toEqual(['claimed'])
})

it('a link scanner changes nothing', async () => {
  const { window, link } = await sendCoupon(silent)
  const sent = await stored.coupons(silent.externalUserId)
  const token = link.slice(link.lastIndexOf('/') + 1)
  const page = await fetch(link, { redirect: 'manual' })
  expect(page.headers.get('cache-control')).toContain('no-store')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(page.headers.get('x-robots-tag')).toContain('noindex')
  const claim = await fetch(`${desk.site.origin}/api/v1/claims/${token}`)
  expect(claim.status).toBe(200)
  expect(await claim.text()).not.toContain(sent[0]?.code ?? '')
  expect(await stored.coupons(silent.externalUserId)).toEqual(sent)
  expect(await window.panel.getByText('已打开', { exact: true }).count()).toBe(0)
})

it('voided by the advisor in two taps: 已作废, reserve back', async () => {
  const before = await stored.spend()
  const { window, link } = await sendCoupon(vip)
  await window.button('作废').click()
  await window.panel.getByText('再点一次确认').waitFor()
  expect(await stored.couponStates(vip.externalUserId)).toEqual(['sent'])
  await window.button('作废').click()
  await window.button('一键发券').waitFor()
  expect(await stored.couponStates(vip.externalUserId)).toEqual(['voided'])
  expect(await stored.spend()).toEqual(before)
  await window.openLinkAs(vip.externalUserId, link)
  await heading(window, '已作废')
  expect(await take(window).count()).toBe(0)
})

it('redeemed: 已使用, without the code', async () => {
  const { window, link } = await sendCoupon(sleeping)
  await window.openLinkAs(sleeping.externalUserId, link)
  await take(window).click()
  await heading(window, '已领取')
  const [coupon] = await stored.coupons(sleeping.externalUserId)
  const order = { code: coupon?.code, orderId: 'forwarded-1', orderAmountFen: 59_900 }
  expect(await desk.site.redeem(order)).toMatchObject({ status: 200 })
  await window.openLinkAs(sleeping.externalUserId, link)
  await heading(window, '已使用')
  expect(await take(window).count()).toBe(0)
  expect(await pageText(window)).not.toMatch(codeShape)
})

it('a link that was never issued: 没有找到这张券', async () => {
  const window = await desk.open(birthday.externalUserId)
  await window.panel.getByText(birthday.remark).first().waitFor()
  await window.openLinkAs(birthday.externalUserId, `${desk.site.origin}/c/${'A'.repeat(22)}`)
  await heading(window, '没有找到这张券')
})

it('expired: 已过期, and nothing can be taken', async () => {
  const { window, link } = await sendCoupon(advocate)
  const [coupon] = await stored.coupons(advocate.externalUserId)
  desk.site.clock.skipMs = (coupon?.expiresAt ?? 0) - desk.site.clock.at() + 1_000
  await window.openLinkAs(advocate.externalUserId, link)
  await heading(window, '已过期')
  expect(await take(window).count()).toBe(0)
  await window.openLinkAs(vip.externalUserId, link)
  await heading(window, '这张券属于别人')
  desk.site.clock.skipMs = 0
})
