import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../support/window.ts'
import { type Desk, openDesk } from './support/desk.ts'

const { hesitant, vip, birthday, fullCart } = notablePeople
const dayMs = 86_400_000

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(async () => {
  await desk.site.app.context.db.deleteFrom('script').where('ownerUserId', 'is not', null).execute()
  await desk.leave()
})
afterAll(() => desk.close())

const rowsOf = (window: SimulatorWindow) =>
  window.panel.getByRole('region', { name: '话术库' }).getByRole('listitem')
const rowOf = (window: SimulatorWindow, title: string) =>
  rowsOf(window).filter({ has: window.panel.getByRole('heading', { name: title, exact: true }) })
const inRow = (row: Locator, name: string) => row.getByRole('button', { name, exact: true })
const field = (window: SimulatorWindow) => window.panel.getByRole('textbox', { name: '编辑话术' })

/** The panel stays open when the chat changes, so that what it knew of the former customer could show. */
const switches = { customerSwitch: 'keep' } as const

async function openLibrary(externalUserId: string, view = '团队'): Promise<SimulatorWindow> {
  const window = await desk.open(externalUserId, { switches })
  await window.panel.getByText('LTV', { exact: true }).waitFor()
  await window.button('话术').click()
  await window.button(view).click()
  return window
}
async function edit(window: SimulatorWindow, title: string): Promise<Locator> {
  const row = rowOf(window, title)
  await inRow(row, '改一改').click()
  await field(window).waitFor()
  return row
}
const savedRows = () =>
  desk.site.app.context.db
    .selectFrom('script')
    .select(['title', 'body', 'status'])
    .where('ownerUserId', 'is not', null)
    .execute()

describe('words that may not go out', () => {
  it.each([
    ['这款最佳', '含绝对化用语「最佳」，建议「更合适」', '这款更合适'],
    ['这款最·佳', '含绝对化用语「最·佳」，建议「更合适」', '这款更合适'],
    ['效果１００％', '含绝对化用语「１００％」，建议「尽量」', '效果尽量'],
    ['這款能祛 斑', '含功效词「祛 斑」，建议「提亮」', '這款能提亮'],
    ['可以無副作用', '含功效词「無副作用」，建议「温和」', '可以温和'],
  ])('%s: named as written, put right by 替换, and not sent before', async (draft, problem, mended) => {
    const window = await openLibrary(vip.externalUserId)
    const row = await edit(window, '预约-聊十分钟')
    await field(window).fill(draft)
    await row.getByText(`! ${problem}`, { exact: true }).waitFor()
    expect(await inRow(row, '发送').isDisabled()).toBe(true)
    expect(await inRow(row, '复制').isDisabled()).toBe(true)
    await inRow(row, '替换').click()
    expect(await field(window).inputValue()).toBe(mended)
    await row.getByText('检查：通过').waitFor()
    expect(await inRow(row, '发送').isDisabled()).toBe(false)
    expect(await window.sent(vip.externalUserId)).toEqual([])
  })

  it('变量缺值: 填写 selects it, what is typed takes its place, and the text goes', async () => {
    const window = await openLibrary(fullCart.externalUserId)
    const row = await edit(window, '预约-聊十分钟')
    await field(window).fill('您好，{时间}方便聊吗')
    await row.getByText('! 变量缺值：时间', { exact: true }).waitFor()
    await inRow(row, '填写').click()
    await window.page.keyboard.type('今晚八点')
    expect(await field(window).inputValue()).toBe('您好，今晚八点方便聊吗')
    await inRow(row, '发送').click()
    await expect
      .poll(() => window.sent(fullCart.externalUserId))
      .toMatchObject([{ content: { msgtype: 'text', text: '您好，今晚八点方便聊吗' } }])
  })
})

describe('存为我的', () => {
  it('keeps an edited text as a template: 我的 fills it for the next customer', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    const row = await edit(window, '预约-聊十分钟')
    const before = await field(window).inputValue()
    expect(before).toContain('李悦')
    await field(window).fill(`${before}我这边随时都在。`)
    await inRow(row, '存为我的').click()
    await window.panel.getByText('已存到「我的」', { exact: true }).waitFor()
    expect(await savedRows()).toMatchObject([{ title: '预约-聊十分钟', status: 'own' }])
    expect((await savedRows())[0]?.body).toMatch(/^\{称呼\}.*我这边随时都在。$/)
    expect(await field(window).inputValue()).toContain('李悦')

    await window.openChat(vip.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: vip.remark }).waitFor()
    await window.button('我的').click()
    await rowsOf(window)
      .getByText(/^芳姐.*我这边随时都在。$/)
      .waitFor()
    expect(await rowsOf(window).count()).toBe(1)
    await inRow(rowsOf(window), '发送').click()
    await expect.poll(() => window.sent(vip.externalUserId)).toHaveLength(1)
  })

  it('is changed and removed where it stands', async () => {
    const window = await openLibrary(birthday.externalUserId)
    const first = await edit(window, '预约-聊十分钟')
    await inRow(first, '存为我的').click()
    await window.panel.getByText('已存到「我的」', { exact: true }).waitFor()
    await window.button('我的').click()
    await edit(window, '预约-聊十分钟')
    await window.panel.getByRole('textbox', { name: '话术标题' }).fill('我的预约')
    await inRow(rowsOf(window), '保存').click()
    await expect.poll(savedRows).toMatchObject([{ title: '我的预约' }])
    const row = rowOf(window, '我的预约')
    await inRow(row, '取消').click()
    await inRow(row, '删除').click()
    expect(await row.count()).toBe(1)
    await inRow(row, '确认删除').click()
    await window.panel.getByText('还没有自己的话术').waitFor()
    expect(await savedRows()).toMatchObject([{ status: 'removed' }])
  })

  it('refuses a scarcity without live stock, says why, and loses nothing (scenario 11)', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    const row = await edit(window, '预约-聊十分钟')
    await field(window).fill('李悦，限量100份，最佳时机')
    await inRow(row, '存为我的').click()
    await row.getByText('! 没有保存：「限量100份」要用 {余量} 取实时库存，不能手写').waitFor()
    await row.getByText('! 没有保存：「最佳」不可发，建议「更合适」').waitFor()
    expect(await field(window).inputValue()).toBe('李悦，限量100份，最佳时机')
    expect(await savedRows()).toEqual([])
    await inRow(row, '删去').click()
    await inRow(row, '替换').click()
    expect(await field(window).inputValue()).toBe('李悦，，更合适时机')
    await inRow(row, '存为我的').click()
    await window.panel.getByText('已存到「我的」', { exact: true }).waitFor()
    expect(await savedRows()).toMatchObject([{ body: '{称呼}，，更合适时机' }])
  })

  it('offline keeps the draft and saves it once when the connection is back', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    const row = await edit(window, '预约-聊十分钟')
    await field(window).fill('李悦，晚点聊')
    await window.page.waitForLoadState('networkidle')
    await window.context.setOffline(true)
    await inRow(row, '存为我的').click()
    await row.getByText('! 没有保存：网络断开').waitFor()
    expect(await field(window).inputValue()).toBe('李悦，晚点聊')
    await window.context.setOffline(false)
    await inRow(row, '存为我的').click()
    await window.panel.getByText('已存到「我的」', { exact: true }).waitFor()
    expect(await savedRows()).toHaveLength(1)
  })
})

describe('the library', () => {
  const stockScript = '逼单-真实余量'

  it('stock source down: the line is gone, 看原因 says why (scenario 11)', async () => {
    const { db } = desk.site.app.context
    const products = await db.selectFrom('product').select(['sku', 'updatedAt']).execute()
    await db.updateTable('product').set({ updatedAt: desk.site.clock.at() }).execute()
    const window = await openLibrary(hesitant.externalUserId)
    const row = rowOf(window, stockScript)
    await row.getByText(/还剩\d+份/).waitFor()
    await row.getByText(/余量 \d+（/).waitFor()
    expect(await inRow(row, '发送').isDisabled()).toBe(false)

    await db
      .updateTable('product')
      .set({ updatedAt: desk.site.clock.at() - dayMs - 1 })
      .execute()
    await window.openChat(vip.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: vip.remark }).waitFor()
    await window.openChat(hesitant.externalUserId)
    await row.getByText('! 变量缺值，不可发').waitFor()
    expect(await row.innerText()).not.toMatch(/还剩\d/)
    expect(await inRow(row, '发送').isDisabled()).toBe(true)
    await inRow(row, '看原因').click()
    await row.getByText('库存数据超过 24 小时，不能提余量').waitFor()
    for (const { sku, updatedAt } of products)
      await db.updateTable('product').set({ updatedAt }).where('sku', '=', sku).execute()
  })

  it('has the five views, the three filters, and marks what initials find', async () => {
    const window = await openLibrary(hesitant.externalUserId, '推荐')
    const views = window.panel.getByRole('group', { name: '范围' }).getByRole('button')
    expect(await views.allInnerTexts()).toEqual(['推荐', '收藏', '最近', '团队', '我的'])
    for (const name of ['阶段', '异议', '场景'])
      expect(await window.panel.getByRole('combobox', { name }).count()).toBe(1)
    await rowsOf(window)
      .getByText(/命中：/)
      .first()
      .waitFor()
    await rowsOf(window)
      .getByText(/变量 \d+\/\d+ 齐/)
      .first()
      .waitFor()
    await rowsOf(window)
      .getByText(/近90天用 \d+ 次/)
      .first()
      .waitFor()
    await window.panel.getByRole('searchbox', { name: '搜话术' }).fill('jzcj')
    const row = rowOf(window, '嫌贵-价值拆解')
    expect(await row.locator('mark').allInnerTexts()).toEqual(['价值拆解'])
    await row.getByText('命中 jzcj').waitFor()
    await window.panel.getByRole('searchbox', { name: '搜话术' }).fill('價值拆解')
    await row.waitFor()
  })

  it('marks 已用 what this customer was sent', async () => {
    const window = await openLibrary(birthday.externalUserId)
    const row = rowOf(window, '预约-聊十分钟')
    await inRow(row, '发送').click()
    await expect.poll(() => window.sent(birthday.externalUserId)).toHaveLength(1)
    await window.openChat(vip.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: vip.remark }).waitFor()
    await window.openChat(birthday.externalUserId)
    await row.getByText('已用', { exact: true }).waitFor()
    await row.getByText(/已发过这句/).waitFor()
    await window.button('最近').click()
    await row.waitFor()
  })

  it('offline is searched and copied, in the next chat without the former customer', async () => {
    const window = await openLibrary(hesitant.externalUserId)
    await window.page.waitForLoadState('networkidle')
    await window.context.setOffline(true)
    await window.panel.getByRole('searchbox', { name: '搜话术' }).fill('yuyue')
    const row = rowOf(window, '预约-聊十分钟')
    await inRow(row, '复制').click()
    await window.panel.getByText('已复制', { exact: true }).waitFor()
    await window.openChat(vip.externalUserId)
    await row.getByText(/^您看要不要约个时间/).waitFor()
    expect(await window.panel.getByRole('region', { name: '话术库' }).innerText()).not.toContain('李悦')
    await window.context.setOffline(false)
  })
})
