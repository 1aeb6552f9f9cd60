import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { choose, giveRole, openConsole, signInAs } from './console-window.ts'

const { hesitant } = notablePeople

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

async function setStoreMonth(page: Page, yuan: string): Promise<void> {
  await page.getByRole('button', { name: '改门店预算' }).click()
  const dialog = page.getByRole('dialog', { name: '改门店预算' })
  await dialog.getByRole('textbox', { name: '限额（元）' }).fill(yuan)
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

it('an operator lowers the store’s month, a coupon is refused, raises it, and the coupon goes', async () => {
  await giveRole(desk, 'YeZhiQiu', 'operator')
  const open = await openConsole(desk)
  await signInAs(open, '叶知秋')
  const { page } = open
  await page.getByRole('link', { name: '预算' }).click()
  const store = page.getByRole('row', { name: /全店/ })
  await store.getByText('20000 元').waitFor()

  await page.getByRole('button', { name: '新预算' }).click()
  const dialog = page.getByRole('dialog', { name: '新预算' })
  await dialog.getByText('客户', { exact: true }).click()
  await dialog.getByRole('textbox', { name: '客户 ID' }).fill('wmNobody')
  await dialog.getByRole('textbox', { name: '限额（元）' }).fill('100')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('没有这位客户：wmNobody').waitFor()
  await dialog.getByText('活动', { exact: true }).click()
  await choose(page, '活动', /come-back/)
  await dialog.getByRole('button', { name: '取消', exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })

  const sidebar = await desk.open(hesitant.externalUserId)
  await sidebar.button('一键发券').waitFor()
  await setStoreMonth(page, '10')
  await page.getByText(/已保存。本月已用.+下个月之前不能再用它发券/).waitFor()
  await store.getByText(/超出 .+ 元，下个月恢复发券/).waitFor()

  await sidebar.button('一键发券').click()
  await sidebar.panel
    .getByText(/门店预算不足/)
    .first()
    .waitFor()
  expect(await sidebar.sent(hesitant.externalUserId)).toEqual([])

  await setStoreMonth(page, '30000')
  await store.getByText(/还剩 \d/).waitFor()
  const later = await desk.open(hesitant.externalUserId)
  await later.button('一键发券').click()
  await later.panel
    .getByText(/已发 \d\d:\d\d/)
    .first()
    .waitFor()
  await desk.leave()

  const advisor = page.getByRole('row', { name: /LinXi/ })
  await advisor.getByRole('button', { name: /取消顾问/ }).click()
  await advisor.getByRole('button', { name: '确定取消' }).click()
  await advisor.waitFor({ state: 'hidden' })
  expect(open.complaints).toEqual([])
  await open.context.close()
})
