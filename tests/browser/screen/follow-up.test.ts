import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant, vip } = notablePeople

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

const storedNotes = () => desk.site.app.context.db.selectFrom('customerNote').select('text').execute()

it('记跟进 keeps what was agreed and when to come back; without a network nothing of it is lost', async () => {
  const window = await desk.open(hesitant.externalUserId)
  const { panel } = window
  await window.button('轨迹').click()
  await window.button('记跟进').click()
  const field = panel.getByRole('textbox', { name: '跟进内容' })
  expect(await window.button('保存').isDisabled()).toBe(true)
  await field.fill('约周五试用，怕刺激')
  await window.button('3 天后').click()

  await window.context.setOffline(true)
  await window.button('保存').click()
  await panel.getByText(/跟进没有记下/).waitFor()
  expect(await field.inputValue()).toBe('约周五试用，怕刺激')
  expect(await storedNotes()).toEqual([])
  await window.context.setOffline(false)

  await window.button('保存').click()
  await panel.getByRole('listitem').filter({ hasText: '我 记跟进' }).getByText('约周五试用，怕刺激').waitFor()
  expect(await storedNotes()).toEqual([{ text: '约周五试用，怕刺激' }])
  const expected = panel.getByRole('region', { name: '未来' }).getByRole('listitem')
  await expected.filter({ hasText: '约周五试用，怕刺激' }).waitFor()
})

it('她在问价 starts the five minutes from the timeline too', async () => {
  const window = await desk.open(vip.externalUserId)
  await window.button('轨迹').click()
  await window.button('她在问价').click()
  await window.panel.getByText('开始计时，5 分钟内回复').waitFor()
  await expect.poll(() => window.button('问价计时中').isDisabled()).toBe(true)
  await window.button('首页').click()
  await window.panel
    .getByText(/等了|还有|内回复/)
    .first()
    .waitFor()
})
