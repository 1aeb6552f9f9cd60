import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, advocate } = notablePeople

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** Both taps land before the page can draw anything in between. */
const tapTwiceAtOnce = (button: Locator) =>
  button.evaluate((element: HTMLElement) => {
    element.click()
    element.click()
  })
const taps = [
  { how: 'at once', tap: tapTwiceAtOnce },
  { how: 'as fast as a finger', tap: (button: Locator) => button.dblclick({ delay: 60 }) },
]

function countPosts(page: Page, end: RegExp): () => number {
  let count = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && end.test(new URL(request.url()).pathname)) count += 1
  })
  return () => count
}

it.each([
  { ...taps[0], person: hesitant },
  { ...taps[1], person: fullCart },
])('two taps on 一键发券 $how: one coupon, one card', async ({ tap, person }) => {
  const { externalUserId } = person
  const window = await desk.open(externalUserId)
  await window.button('一键发券').waitFor()
  const posts = countPosts(window.page, /\/coupons$/)
  await tap?.(window.button('一键发券'))
  await window.button('作废').waitFor()
  await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['sent'])
  await window.page.waitForTimeout(400)
  expect(posts()).toBe(1)
  expect(await window.sent(externalUserId)).toHaveLength(1)
  expect(await stored.couponStates(externalUserId)).toEqual(['sent'])
  expect((await stored.touches(externalUserId)).touches).toMatchObject([{ bubbles: 1 }])
})

it.each([
  { ...taps[0], place: '首页' },
  { ...taps[1], place: '话术' },
])('two taps on 发送 in $place $how: one message, one bubble', async ({ tap, place }) => {
  const { externalUserId } = vip
  const window = await desk.open(externalUserId)
  await window.button('发送').waitFor()
  await window.button(place).click()
  await window.button('发送').waitFor()
  const known = (await stored.touches(externalUserId)).bubbles.length
  const posts = countPosts(window.page, /\/touches$/)
  await tap?.(window.button('发送'))
  await expect.poll(async () => (await stored.touches(externalUserId)).bubbles).toHaveLength(known + 1)
  await window.page.waitForTimeout(400)
  expect(posts()).toBe(1)
  expect(await window.sent(externalUserId)).toHaveLength(1)
  expect((await stored.touches(externalUserId)).bubbles).toHaveLength(known + 1)
})

it('two taps on 领取: claimed once, one code', async () => {
  const { externalUserId } = advocate
  const window = await desk.open(externalUserId)
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  const [card] = (await window.sent(externalUserId)).map(({ content }) => content)
  if (card?.msgtype !== 'news') throw new Error('no card stands in the chat')
  await window.openLinkAs(externalUserId, card.link)
  const take = window.phone.getByRole('button', { name: '领取', exact: true })
  await take.waitFor()
  const posts = countPosts(window.page, /\/claim$/)
  await tapTwiceAtOnce(take)
  const code = window.phone.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  await code.waitFor()
  await window.page.waitForTimeout(300)
  const [coupon] = await stored.coupons(externalUserId)
  expect(await code.innerText()).toBe(coupon?.code)
  expect(posts()).toBe(1)
  const events = await stored.couponEvents(coupon?.couponId ?? '')
  expect(events.filter((state) => state === 'claimed')).toHaveLength(1)
})
