import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant: active, silent } = notablePeople
const minuteMs = 60_000
const dayMs = 86_400_000

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

/** A message of so many days ago, recorded as the panel does. */
async function sentBefore(window: SimulatorWindow, externalUserId: string, daysAgo: number, body: object) {
  desk.site.clock.skipMs = -daysAgo * dayMs
  const answer = await window.context.request.post(
    `${desk.site.origin}/api/v1/customers/${externalUserId}/touches`,
    { data: { text: '您好', via: 'sent', ...body }, headers: { origin: desk.site.origin } },
  )
  expect(answer.status(), await answer.text()).toBe(200)
  desk.site.clock.skipMs = 0
}

it('3: four touches warn of the fifth, which asks for a reason and stores it; 她在问 asks nothing', async () => {
  const { externalUserId } = active
  const window = await desk.open(externalUserId)
  const { panel, button } = window
  await panel.getByText('2/4', { exact: true }).waitFor()
  await sentBefore(window, externalUserId, 3, { contentType: 'know-how' })
  await button('刷新').click()
  await panel.getByText('3/4', { exact: true }).waitFor()
  expect(await panel.getByText('再发易被屏蔽').count()).toBe(0)
  await button('发送').click()
  await expect.poll(() => window.sent(externalUserId)).toHaveLength(1)
  expect(await panel.getByRole('alertdialog').count()).toBe(0)

  await panel.getByText('4/4', { exact: true }).waitFor()
  desk.site.clock.skipMs = 11 * minuteMs
  await button('刷新').click()
  await panel.getByText('本周已触达 4/4 次，再发易被屏蔽').first().waitFor()
  await button('发送').click()
  const dialog = panel.getByRole('alertdialog')
  await dialog.getByText('本周已触达 4/4 次，再发易被屏蔽').waitFor()
  for (const reason of ['客户主动在问', '已约定回复', '售后处理', '其他'])
    expect(await dialog.getByRole('radio', { name: reason, exact: true }).count()).toBe(1)
  const proceed = dialog.getByRole('button', { name: '仍然发送', exact: true })
  expect(await proceed.isDisabled()).toBe(true)
  expect(await window.sent(externalUserId)).toHaveLength(1)
  await dialog.getByRole('radio', { name: '已约定回复', exact: true }).check()
  await proceed.click()
  await expect.poll(() => window.sent(externalUserId)).toHaveLength(2)
  const overrides = async () => {
    const { touches } = await stored.touches(externalUserId)
    return touches.map(({ overrideKind }) => overrideKind).filter((kind) => kind !== null)
  }
  await expect.poll(overrides).toEqual(['agreed'])

  desk.site.clock.skipMs = 22 * minuteMs
  await button('她在问').click()
  await panel.getByText(/回复不限次/).waitFor()
  await expect.poll(() => panel.getByText('再发易被屏蔽').count()).toBe(0)
  await button('发送').click()
  await expect.poll(() => window.sent(externalUserId)).toHaveLength(3)
  expect(await dialog.count()).toBe(0)
})

it('6: three without a response on one content prompt for another; her reply takes the prompt away', async () => {
  const { externalUserId } = silent
  const window = await desk.open(externalUserId)
  const { panel, button } = window
  const prompt = panel.getByText(/「干货」连续3次没有回应，建议换成「.+」/)
  await button('她在问').waitFor()
  for (const daysAgo of [12, 8])
    await sentBefore(window, externalUserId, daysAgo, { contentType: 'know-how' })
  await button('刷新').click()
  await button('发送').waitFor()
  expect(await prompt.count()).toBe(0)
  await sentBefore(window, externalUserId, 4, { contentType: 'know-how' })
  await button('刷新').click()
  await prompt.waitFor()
  await button('轨迹').click()
  await panel.getByText(/24小时无反应 3\/3，建议换内容 · 您好/).waitFor()
  await panel.getByText(/24小时无反应 1\/3，再2次建议换内容 · 您好/).waitFor()
  await button('首页').click()
  await button('她在问').click()
  await expect.poll(() => prompt.count()).toBe(0)
})
