import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant } = notablePeople
const hourMs = 3_600_000

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => {
  desk.site.clock.skipMs = 0
  return desk.leave()
})
afterAll(() => desk.close())

it('11: a script that counts the stock is hidden with its reason once the stock is a day old', async () => {
  const find = async () => {
    const { panel, button } = await desk.open(hesitant.externalUserId)
    await button('话术').click()
    await panel.getByRole('searchbox', { name: '搜话术' }).fill('点卡片看余量')
    const row = panel
      .getByRole('region', { name: '话术库' })
      .getByRole('listitem')
      .filter({ hasText: '看余量' })
      .first()
    await row.waitFor()
    return row
  }
  const live = await find()
  expect(await live.innerText()).toMatch(/还剩\d+份/)
  expect(await live.getByRole('button', { name: '发送', exact: true }).count()).toBe(1)

  desk.site.clock.skipMs = 25 * hourMs
  const stale = await find()
  await stale.getByText('变量缺值，不可发').waitFor()
  await stale.getByRole('button', { name: '看原因', exact: true }).click()
  await stale.getByText('库存数据超过 24 小时，不能提余量').waitFor()
  expect(await stale.innerText()).not.toMatch(/还剩\d+份/)
  const send = stale.getByRole('button', { name: '发送', exact: true })
  expect((await send.count()) === 0 || (await send.isDisabled())).toBe(true)
})

it('11: a number that nothing counts cannot be saved as a script', async () => {
  const { panel, button } = await desk.open(hesitant.externalUserId)
  await button('话术').click()
  await panel.getByRole('searchbox', { name: '搜话术' }).fill('聊十分钟')
  await button('改一改').click()
  await panel.getByRole('textbox', { name: '编辑话术' }).fill('李悦，还剩3份，前10名8折')
  await button('存为我的').click()
  await panel.getByText(/没有保存：「还剩3份」要用 \{余量\} 取实时库存，不能手写/).waitFor()
  await panel.getByText(/没有保存：「前10名」/).waitFor()
  const { db } = desk.site.app.context
  expect(await db.selectFrom('script').selectAll().where('ownerUserId', 'is not', null).execute()).toEqual([])
})
