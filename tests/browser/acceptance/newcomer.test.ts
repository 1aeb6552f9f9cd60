import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

it('1: on day 1 the screen says quiz first, 数据不足 and no coupon, and 优惠 says why', async () => {
  const { panel, button } = await desk.open(notablePeople.newcomer.externalUserId)
  await panel.getByText('加友第1天').first().waitFor()
  await panel.getByText('先发肤质测试 (不急着发券)').first().waitFor()
  await panel.getByText('第1天，还没有订单').first().waitFor()
  await panel.getByText('数据不足', { exact: true }).waitFor()
  await panel.getByText('现在不用打扰').first().waitFor()
  await panel.getByText('新客第1天，先发肤质测试', { exact: true }).waitFor()
  const home = await panel.locator('body').innerText()
  expect(home).not.toContain('一键发券')
  expect(home).not.toContain('超LTV上限')
  expect(home).not.toContain('不是VIP')

  await button('优惠').click()
  await button('可发 0').waitFor()
  await panel.getByRole('button', { name: /^不可发 \d+$/ }).click()
  const rows = panel.getByRole('listitem').filter({ hasText: '✕' })
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(12)
  expect(await rows.filter({ hasText: 'NBA-18' }).count()).toBe(await rows.count())
  expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
})
