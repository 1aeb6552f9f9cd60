import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { smallBuyer } = notablePeople
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

async function putIn(eventId: string, quantity: number): Promise<void> {
  const { context } = desk.site.app
  const { sku } = await context.db
    .selectFrom('product')
    .select('sku')
    .where('priceFen', '>=', 20_000)
    .where('stock', '>', 0)
    .orderBy('sku')
    .executeTakeFirstOrThrow()
  const event = { eventId, externalUserId: smallBuyer.externalUserId, type: 'cart_add', sku, quantity }
  const response = await fetch(`${desk.site.origin}/api/v1/ingest/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.site.key}`, 'content-type': 'application/json' },
    body: JSON.stringify([{ ...event, occurredAt: desk.site.clock.at() - 60_000 }]),
  })
  expect(await response.json()).toMatchObject({ accepted: 1 })
}

it('8: three in the cart of a small buyer: 任选2件8折 with a ceiling inside her cap, on Home, card and phone', async () => {
  const { panel, page, phone, button, sent } = await desk.open(smallBuyer.externalUserId)
  await button('一键发券').waitFor()
  const card = panel.getByRole('region', { name: '推荐优惠' })
  await putIn('two', 2)
  await button('刷新').click()
  await panel.getByText('LTV', { exact: true }).waitFor()
  expect(await panel.getByText('购物车未付款').count()).toBe(0)

  await putIn('third', 1)
  await button('刷新').click()
  await panel.getByText('购物车未付款，给组合优惠').first().waitFor()
  await panel
    .getByText(/^购物车3件未付款，共[\d.]+元/)
    .first()
    .waitFor()
  const headline = await card.getByRole('heading').first().innerText()
  expect(headline).toMatch(/^任选2件8折 最多减\d元$/)
  await card.getByRole('button', { name: '为什么', exact: true }).click()
  await card.getByText('NBA-04', { exact: true }).first().waitFor()
  await card.getByText('最高减额已按上限调低').first().waitFor()
  const ceiling = Number(/最多减(\d+)元/.exec(headline)?.[1])
  const cap = /单次上限 ([\d.]+) 元/.exec(await card.innerText())?.[1]
  expect(ceiling).toBe(Math.floor(Number(cap)))

  await button('一键发券').click()
  await button('作废').waitFor()
  const [message] = await sent(smallBuyer.externalUserId)
  expect(JSON.stringify(message?.content)).toContain(`最多减${ceiling}元`)
  await page
    .getByRole('log')
    .getByRole('button', { name: /^打开卡片/ })
    .click()
  await phone.getByRole('button', { name: '领取', exact: true }).waitFor()
  expect(await phone.locator('body').innerText()).toContain(`最多减${ceiling}元`)
})
