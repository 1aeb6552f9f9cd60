import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { advocate } = notablePeople

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

it('12: after 不再接收个性化优惠 on the phone the panel offers nothing and says so', async () => {
  const { externalUserId } = advocate
  const { phone, panel, page, button } = await desk.open(externalUserId)
  await button('一键发券').click()
  await button('作废').waitFor()
  await page
    .getByRole('log')
    .getByRole('button', { name: /^打开卡片/ })
    .click()
  await phone.getByRole('button', { name: '领取', exact: true }).click()
  await phone.getByRole('button', { name: '不再接收个性化优惠' }).click()
  await phone.getByRole('button', { name: '确定不再接收', exact: true }).click()
  await phone.getByText('已停止，以后不会再向您发送个性化优惠').waitFor()
  await button('刷新').click()
  await panel.getByText('已拒绝个性化优惠', { exact: true }).waitFor()
  expect(await panel.getByText(/^下一步/).count()).toBe(0)
  await button('优惠').click()
  await button('可发 0').waitFor()
  expect(await panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)

  await phone.getByRole('button', { name: '重新接收个性化优惠' }).click()
  await phone.getByRole('button', { name: '确定重新接收', exact: true }).click()
  await phone.getByText('已恢复，顾问可以再为您推荐优惠').waitFor()
  await button('刷新').click()
  await panel.getByText('已拒绝个性化优惠', { exact: true }).waitFor({ state: 'detached' })
})
