import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, birthday, silent, sleeping, advocate, expiringPoints } = notablePeople

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** Sends once more with a client that says yes, and sees that exactly this one coupon lives. */
async function expectSendingWorks(window: SimulatorWindow, externalUserId: string): Promise<void> {
  await window.setSwitches({ send: 'direct' })
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided', 'sent'])
  expect(await window.sent(externalUserId)).toHaveLength(1)
}

describe('a cancelled send is a choice, not an error', () => {
  it('the confirm dialog is cancelled: voided, no bar, and sending again works', async () => {
    const { externalUserId } = hesitant
    const window = await desk.open(externalUserId, { switches: { send: 'confirm' } })
    const before = await stored.spend()
    await window.button('一键发券').click()
    const dialog = window.page.getByRole('dialog', { name: '发送到当前会话?' })
    await dialog.waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['issued'])
    await dialog.getByRole('button', { name: '取消', exact: true }).click()
    await window.panel.getByText('已取消，券没有发出').waitFor()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    expect(await window.panel.getByRole('alert').count()).toBe(0)
    expect(await window.sent(externalUserId)).toEqual([])
    expect((await stored.touches(externalUserId)).touches).toEqual([])

    await window.button('一键发券').click()
    await dialog.getByRole('button', { name: '确认', exact: true }).click()
    await window.button('作废').waitFor()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided', 'sent'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
  })

  it('the client answers cancel: the same for coupon and script', async () => {
    const { externalUserId } = vip
    const window = await desk.open(externalUserId, { switches: { send: 'cancel' } })
    const before = await stored.spend()
    await window.button('一键发券').click()
    await window.panel.getByText('已取消，券没有发出').waitFor()
    await window.button('发送').click()
    await window.panel.getByText('已取消，话术没有发出').waitFor()
    expect(await window.panel.getByRole('alert').count()).toBe(0)
    expect(await window.sent(externalUserId)).toEqual([])
    expect(await stored.spend()).toEqual(before)
    expect((await stored.touches(externalUserId)).touches).toEqual([])
    await expectSendingWorks(window, externalUserId)
  })
})

describe('an explicit failure', () => {
  it.each([
    { sendFailure: 'fail no permission' as const, cause: /没有授权/, person: fullCart },
    {
      sendFailure: 'fail_without context of external contact' as const,
      cause: /不在与客户的聊天窗口/,
      person: birthday,
    },
    {
      sendFailure: 'fail, invalid param, link or img_url is invalid' as const,
      cause: /不接受这条消息的内容/,
      person: silent,
    },
  ])('$sendFailure: voided at once, the bar names the cause, and 重试 works', async (row) => {
    const { sendFailure, cause, person } = row
    const { externalUserId } = person
    const window = await desk.open(externalUserId, { switches: { send: 'fail', sendFailure } })
    const before = await stored.spend()
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('企业微信没有发出这张券').waitFor()
    await bar.getByText(cause).waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    expect(await window.sent(externalUserId)).toEqual([])
    expect((await stored.touches(externalUserId)).touches).toEqual([])

    await bar.getByRole('button', { name: '复制文案', exact: true }).click()
    await window.panel.getByText('已复制', { exact: true }).waitFor()
    await window.setSwitches({ send: 'direct' })
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await window.button('作废').waitFor()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided', 'sent'])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    expect(await bar.count()).toBe(0)
  })

  it('of a script: nothing is recorded, and 重试 sends it once', async () => {
    const { externalUserId } = fullCart
    const window = await desk.open(externalUserId, { switches: { send: 'fail' } })
    await window.button('发送').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('企业微信没有发出这条话术').waitFor()
    expect((await stored.touches(externalUserId)).bubbles.filter(({ scriptId }) => scriptId)).toEqual([])
    await window.setSwitches({ send: 'direct' })
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await expect
      .poll(async () => (await stored.touches(externalUserId)).bubbles.filter(({ scriptId }) => scriptId))
      .toHaveLength(1)
    expect(await window.sent(externalUserId)).toHaveLength(1)
  })
})

it('a client that only stages: it says 已交给企业微信 and claims no more', async () => {
  const { externalUserId } = sleeping
  const window = await desk.open(externalUserId, { switches: { send: 'staged' } })
  await window.button('发送').click()
  await window.panel.getByText('已交给企业微信').waitFor()
  expect(await window.sent(externalUserId)).toEqual([])
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['sent'])
  expect(await window.sent(externalUserId)).toEqual([])
  await window.page.getByRole('form', { name: '输入消息' }).getByRole('button', { name: '发送' }).click()
  await expect.poll(() => window.sent(externalUserId)).toHaveLength(1)
  await window.page
    .getByRole('log')
    .getByRole('button', { name: /^打开卡片/ })
    .waitFor()
})

describe('the client never answers a send', () => {
  it('is not called a failure; the coupon waits and can be voided', async () => {
    const { externalUserId } = advocate
    const window = await desk.open(externalUserId)
    const before = await stored.spend()
    await window.holdReplies('sendChatMessage')
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('没有收到企业微信的回复，请看会话里有没有这张券').waitFor()
    expect(await bar.innerText()).not.toMatch(/没有发出|失败/)
    expect(await stored.couponStates(externalUserId)).toEqual(['issued'])
    await bar.getByRole('button', { name: '作废', exact: true }).click()
    await window.button('一键发券').waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    expect(await window.panel.getByRole('alert').count()).toBe(0)
  })

  it('a word that comes late still counts: the coupon becomes sent by itself', async () => {
    const { externalUserId } = expiringPoints
    const window = await desk.open(externalUserId)
    const answerNow = await window.holdReplies('sendChatMessage')
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('没有收到企业微信的回复').waitFor()
    await answerNow()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['sent'])
    await window.panel.getByRole('region', { name: '最近的券' }).getByText('已发', { exact: true }).waitFor()
    expect(await window.sent(externalUserId)).toHaveLength(1)
    await expect.poll(() => bar.count()).toBe(0)
  })
})
