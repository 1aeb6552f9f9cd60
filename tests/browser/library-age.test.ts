import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../support/window.ts'
import { type Desk, openDesk } from './support/desk.ts'

const { hesitant, complaint, vip } = notablePeople
const hourMs = 3_600_000
const counted = /还剩\d+份/

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(async () => {
  desk.site.clock.skipMs = 0
  await desk.leave()
})
afterAll(() => desk.close())

const rowOf = ({ panel }: SimulatorWindow, title: string) =>
  panel
    .getByRole('region', { name: '话术库' })
    .getByRole('listitem')
    .filter({ has: panel.getByRole('heading', { name: title, exact: true }) })
const stockRow = (window: SimulatorWindow) => rowOf(window, '领取-点卡片看余量')

async function openLibrary(externalUserId: string): Promise<SimulatorWindow> {
  const window = await desk.open(externalUserId)
  await window.panel.getByText('LTV', { exact: true }).waitFor()
  await window.button('话术').click()
  await window.button('团队').click()
  return window
}
async function waitUntilHidden(window: SimulatorWindow): Promise<void> {
  await stockRow(window).getByText('变量缺值，不可发').waitFor()
  expect(await stockRow(window).innerText()).not.toMatch(counted)
  expect(await stockRow(window).getByRole('button', { name: '发送', exact: true }).isDisabled()).toBe(true)
}

describe('a text that counts the stock', () => {
  it('is brought up to date by 刷新', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    await stockRow(window).getByText(counted).waitFor()
    desk.site.clock.skipMs = 25 * hourMs
    await window.button('刷新').click()
    await waitUntilHidden(window)
  })

  it('is held back before WeCom is asked, once its stock is a day old, and says so', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    const send = stockRow(window).getByRole('button', { name: '发送', exact: true })
    await send.waitFor()
    desk.site.clock.skipMs = 25 * hourMs
    await send.click()
    await window.panel.getByText('余量变了，话术没有发出').waitFor()
    await window.panel.getByText('库存数据超过 24 小时，不能提余量').first().waitFor()
    expect(await window.sent(hesitant.externalUserId)).toEqual([])
    await waitUntilHidden(window)
  })

  it('goes out while it is live', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    await stockRow(window).getByRole('button', { name: '发送', exact: true }).click()
    await expect.poll(() => window.sent(hesitant.externalUserId)).toHaveLength(1)
    const [message] = await window.sent(hesitant.externalUserId)
    expect(JSON.stringify(message)).toMatch(counted)
  })

  it('leaves the screen by itself the moment the age passes', async () => {
    const { db } = desk.site.app.context
    const products = await db.selectFrom('product').select(['sku', 'updatedAt']).execute()
    const leftMs = 15_000
    await db
      .updateTable('product')
      .set({ updatedAt: desk.site.clock.at() - 24 * hourMs + leftMs })
      .execute()
    const window = await openLibrary(hesitant.externalUserId)
    await stockRow(window).getByText(counted).waitFor()
    await stockRow(window)
      .getByText('变量缺值，不可发')
      .waitFor({ timeout: leftMs + 10_000 })
    await waitUntilHidden(window)
    for (const { sku, updatedAt } of products)
      await db.updateTable('product').set({ updatedAt }).where('sku', '=', sku).execute()
  })
})

describe('while a complaint is open (NBA-02)', () => {
  it('Home lists service texts alone and says why; the library copies a promotion but does not send it', async () => {
    const window = await desk.open(complaint.externalUserId)
    const card = window.panel.getByRole('region', { name: '话术', exact: true })
    await card.getByText('有投诉未处理完，只列服务话术').waitFor()
    await window.button('A 注意').click()
    await card.getByText('安抚-先听您说完').or(card.getByText('物流-发货进度先说')).first().waitFor()
    await window.button('话术').click()
    await window.button('团队').click()
    const row = rowOf(window, '礼遇-多给的写清楚')
    await row.getByText('有投诉未处理完，对她的促销先暂停，可以复制').waitFor()
    expect(await row.getByRole('button', { name: '发送', exact: true }).isDisabled()).toBe(true)
    const service = rowOf(window, '预约-聊十分钟')
    expect(await service.getByRole('button', { name: '发送', exact: true }).isDisabled()).toBe(false)
    expect(await service.getByText('对她的促销先暂停').count()).toBe(0)
  })
})

describe('改一改 on Home', () => {
  it('keeps the text as the advisor’s own, and it is in the library', async () => {
    const window = await desk.open(vip.externalUserId)
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    await window.button('改一改').click()
    const field = window.panel.getByRole('textbox', { name: '编辑话术' })
    await field.fill('芳姐，这是我常说的一句')
    await window.button('存为我的').click()
    await window.panel.getByText('已存到「我的」', { exact: true }).waitFor()
    await window.panel.getByText('已存到「我的」 ✓').waitFor()
    await field.fill('芳姐，限量100份')
    await window.button('存为我的').click()
    await window.panel.getByText(/没有保存：「限量100份」/).waitFor()
    expect(await field.inputValue()).toBe('芳姐，限量100份')
    await window.button('话术').click()
    await window.button('我的').click()
    await window.panel.getByRole('region', { name: '话术库' }).getByText('芳姐，这是我常说的一句').waitFor()
    const rows = await desk.site.app.context.db
      .selectFrom('script')
      .select('body')
      .where('ownerUserId', 'is not', null)
      .execute()
    expect(rows).toEqual([{ body: '{称呼}，这是我常说的一句' }])
  })
})
