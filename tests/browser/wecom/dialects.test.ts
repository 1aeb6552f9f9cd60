import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { switchChoices } from '../../../src/simulator/protocol/switches.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, birthday, silent, sleeping, advocate, dayThree, shared, longLook } =
  notablePeople
const owners = { windows: sleeping, mac: advocate, ios: dayThree, android: shared, harmony: longLook }
const people = { windows: hesitant, mac: vip, mobile: fullCart, qy: birthday }

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

describe.each(switchChoices.dialect)('a client that answers in the %s dialect', (dialect) => {
  const { externalUserId, remark } = people[dialect]

  it('is understood: who is here, cancel, failure and ok', async () => {
    const window = await desk.open(externalUserId, { switches: { dialect, send: 'cancel' } })
    const { panel } = window
    await panel.getByRole('heading', { level: 1, name: remark }).waitFor()

    await window.button('一键发券').click()
    await panel.getByText('已取消，券没有发出').waitFor()
    expect(await panel.getByRole('alert').count()).toBe(0)
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided'])

    await window.setSwitches({ send: 'fail', sendFailure: 'fail_no_permission' })
    await window.button('一键发券').click()
    const bar = panel.getByRole('alert')
    await bar.getByText(/没有授权/).waitFor()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided', 'voided'])
    expect(await window.sent(externalUserId)).toEqual([])

    await window.setSwitches({ send: 'direct' })
    await bar.getByRole('button', { name: '重试', exact: true }).click()
    await window.button('作废').waitFor()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided', 'voided', 'sent'])
    await window.button('发送').click()
    await expect.poll(() => window.sent(externalUserId)).toHaveLength(2)
    expect(await bar.count()).toBe(0)
  })

  it('knows a group by the refusal to name a customer', async () => {
    const window = await desk.open('wrFUKEdemo0000000000000000000001', { switches: { dialect } })
    await window.panel.getByRole('heading', { level: 1, name: '朝颜老客福利群' }).waitFor()
    expect(await window.panel.getByRole('alert').count()).toBe(0)
  })
})

it.each(switchChoices.sendFailure)('%s is a failure with a cause, never a send', async (sendFailure) => {
  const { externalUserId } = silent
  const window = await desk.open(externalUserId, {
    switches: { dialect: 'mac', send: 'fail', sendFailure },
  })
  await window.button('发送').click()
  const bar = window.panel.getByRole('alert')
  await bar.getByText('企业微信没有发出这条话术').waitFor()
  const causes = sendFailure === 'fail' ? /返回了错误/ : /没有授权|不支持|不在与客户的聊天窗口|不接受/
  await bar.getByText(causes).waitFor()
  expect(await window.sent(externalUserId)).toEqual([])
  expect((await stored.touches(externalUserId)).bubbles).toEqual([])
})

it.each(switchChoices.platform)('stands and sends on %s', async (platform) => {
  const { externalUserId, remark } = owners[platform]
  const window = await desk.open(externalUserId, { switches: { platform } })
  await window.panel.getByRole('heading', { level: 1, name: remark }).waitFor()
  await window.button('一键发券').waitFor()
  await window.button('发送').click()
  await expect.poll(async () => (await stored.touches(externalUserId)).bubbles).toHaveLength(1)
  expect(await window.sent(externalUserId)).toHaveLength(1)
})
