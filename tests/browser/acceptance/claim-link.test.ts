import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople, type NotablePerson } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { sleeping } = notablePeople
const hourMs = 3_600_000
const codeShape = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/

let desk: Desk
let stored: Stored
beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => {
  desk.site.clock.skipMs = 0
  return desk.leave()
})
afterAll(() => desk.close())

async function taken({ externalUserId }: NotablePerson) {
  const window = await desk.open(externalUserId)
  const { button, phone, openLinkAs } = window
  await button('一键发券').click()
  await button('作废').waitFor()
  const [card] = (await window.sent(externalUserId)).map(({ content }) => content)
  if (card?.msgtype !== 'news') throw new Error('no card stands in the chat')
  const reopen = () => openLinkAs(externalUserId, card.link)
  await reopen()
  await phone.getByRole('button', { name: '领取', exact: true }).click()
  await phone.getByRole('heading', { name: '已领取', exact: true }).waitFor()
  const [coupon] = await stored.coupons(externalUserId)
  if (!coupon) throw new Error('nothing was issued')
  return {
    window,
    coupon,
    reopen,
    heading: (name: string) => phone.getByRole('heading', { name, exact: true }),
  }
}

async function reverse(orderId: string, refundedFen?: number): Promise<Record<string, unknown>> {
  const response = await fetch(`${desk.site.origin}/api/v1/coupons/reverse`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.site.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ orderId, reason: '退货', ...(refundedFen === undefined ? {} : { refundedFen }) }),
  })
  return (await response.json()) as Record<string, unknown>
}

it('9: a partial refund leaves 已使用; a whole one brings the code back for 24 hours more', async () => {
  const { window, coupon, reopen, heading } = await taken(sleeping)
  const order = { code: coupon.code, orderId: 'refund-1', orderAmountFen: 59_900 }
  expect((await desk.site.redeem(order)).status).toBe(200)
  expect(await reverse('refund-1', 100)).toMatchObject({ isReversed: false })
  await reopen()
  await heading('已使用').waitFor()
  expect(await window.phone.locator('body').innerText()).not.toMatch(codeShape)

  desk.site.clock.skipMs = coupon.expiresAt - desk.site.clock.at() + hourMs
  const refundedAt = desk.site.clock.at()
  const answer = await reverse('refund-1')
  expect(answer).toMatchObject({ isReversed: true, state: 'refunded' })
  expect(Number(answer['expiresAt'])).toBeGreaterThanOrEqual(refundedAt + 24 * hourMs)
  await reopen()
  await heading('已领取').waitFor()
  expect(await window.phone.locator('body').innerText()).toContain(coupon.code)
  desk.site.clock.skipMs += 24 * hourMs + 60_000
  await reopen()
  await heading('已过期').waitFor()
})
