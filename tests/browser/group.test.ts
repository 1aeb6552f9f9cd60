import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoGroupIds } from '../../src/simulator/people/group-ids.ts'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../support/window.ts'
import { type Desk, openDesk } from './support/desk.ts'

const { healthy, leaking, foreign } = demoGroupIds
const { vip } = notablePeople
/** What the same advisor sends within ten minutes is one push. */
const pushEndsMs = 11 * 60_000

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
/** Each test starts from what the demo store tells. */
beforeEach(async () => {
  await desk.site.app.context.db.deleteFrom('groupTouch').where('touchId', 'not like', 'gto_demo_%').execute()
})
afterEach(() => {
  desk.site.clock.skipMs = 0
  return desk.leave()
})
afterAll(() => desk.close())

/** What the server counts of the pushes of this test. */
async function pushes(chatId: string) {
  return desk.site.app.context.db
    .selectFrom('groupTouch')
    .select(['contentType', 'isCheckIn', 'overrideKind', 'voidedAt'])
    .where('chatId', '=', chatId)
    .where('touchId', 'not like', 'gto_demo_%')
    .orderBy('at')
    .execute()
}
const counted = async (chatId: string) => (await pushes(chatId)).filter(({ voidedAt }) => voidedAt === null)
const title = (window: SimulatorWindow, name: string) =>
  window.panel.getByRole('heading', { level: 1, name }).waitFor()
const script = (window: SimulatorWindow, name: string) =>
  window.panel.getByRole('region', { name: '群话术' }).getByRole('listitem').filter({ hasText: name })
const sendOf = (window: SimulatorWindow, name: string) =>
  script(window, name).getByRole('button', { name: '发送', exact: true })
const texts = async (window: SimulatorWindow, chat: string) =>
  (await window.sent(chat)).map(({ content }) =>
    content.msgtype === 'text' ? content.text : content.msgtype,
  )

async function openScripts(chatId: string, groupName: string): Promise<SimulatorWindow> {
  const window = await desk.open(chatId, { switches: { customerSwitch: 'keep' } })
  await title(window, groupName)
  await window.button('话术').click()
  await script(window, '群-一分钟小知识').waitFor()
  return window
}

describe('a healthy group', () => {
  it('shows who is in it and what may go into it; nobody’s coupon and no LTV', async () => {
    const window = await desk.open(healthy)
    await title(window, '朝颜老客福利群')
    const shown = async () => (await window.panel.locator('main').innerText()).replace(/\s+/g, '')
    await expect.poll(shown).toContain('128/500人客户126·员工2')
    for (const text of ['群主林溪（我）', '退群2', '退群率1.6%', '正常', '内容2/3', '有用70%', 'GRP-02'])
      expect(await shown()).toContain(text)
    expect(await shown()).not.toContain('LTV')
    for (const [tab, text] of [
      ['优惠', '群聊里不发个人券'],
      ['轨迹', '群聊里不显示个人轨迹'],
    ] as const) {
      await window.button(tab).click()
      await window.panel.getByText(text).waitFor()
    }
    expect(await window.panel.getByRole('button', { name: '一键发券' }).count()).toBe(0)
  })

  it('takes a content script with one click, and the meter moves', async () => {
    const window = await openScripts(healthy, '朝颜老客福利群')
    const shown = await script(window, '群-一分钟小知识').innerText()
    await sendOf(window, '群-一分钟小知识').click()
    await expect.poll(() => texts(window, healthy)).toHaveLength(1)
    expect(shown).toContain((await texts(window, healthy))[0])
    expect(await counted(healthy)).toMatchObject([{ contentType: 'content', overrideKind: null }])
    await script(window, '群-一分钟小知识').getByText('已记录').waitFor()
    await window.button('首页').click()
    const meter = window.panel.getByRole('region', { name: '本周群发' })
    await expect.poll(async () => (await meter.innerText()).replace(/\s+/g, '')).toContain('内容3/3!已满')
  })

  it('asks for a reason beyond the cap, and stores it', async () => {
    const window = await openScripts(healthy, '朝颜老客福利群')
    await sendOf(window, '群-一分钟小知识').click()
    await expect.poll(() => texts(window, healthy)).toHaveLength(1)
    desk.site.clock.skipMs = pushEndsMs
    await window.button('刷新').click()
    await script(window, '群-答疑时间').getByText('3/3').waitFor()
    await sendOf(window, '群-答疑时间').click()
    const bar = window.panel.getByRole('alertdialog')
    await bar.getByText('3/3').waitFor()
    expect(await counted(healthy)).toHaveLength(1)
    await bar.getByText('已约定回复').click()
    await bar.getByRole('button', { name: '仍然发送' }).click()
    await expect.poll(() => texts(window, healthy)).toHaveLength(2)
    await expect
      .poll(() => counted(healthy))
      .toMatchObject([{ overrideKind: null }, { overrideKind: 'agreed' }])
  })

  it('gives the count back when WeCom does not take the message', async () => {
    const window = await openScripts(healthy, '朝颜老客福利群')
    await window.setSwitches({ send: 'cancel' })
    await sendOf(window, '群-一分钟小知识').click()
    await expect.poll(async () => (await pushes(healthy)).length).toBe(1)
    await expect.poll(() => counted(healthy)).toEqual([])
    await window.setSwitches({ send: 'fail' })
    await sendOf(window, '群-一分钟小知识').click()
    await window.panel.getByRole('alert').getByText('企业微信没有发出这条话术').waitFor()
    await expect.poll(async () => (await pushes(healthy)).length).toBe(2)
    expect(await counted(healthy)).toEqual([])
    expect(await texts(window, healthy)).toEqual([])
  })

  it('keeps what staff settle for it', async () => {
    const window = await desk.open(leaking)
    const list = window.panel.getByRole('region', { name: '建群清单' })
    await list.getByRole('button', { name: '填写' }).first().click()
    await list.getByRole('textbox').fill('林溪，护肤顾问，只讲成分')
    await list.getByRole('button', { name: '保存' }).click()
    await list.getByText('林溪，护肤顾问，只讲成分').waitFor()
    await window.button('刷新').click()
    await list.getByText('林溪，护肤顾问，只讲成分').waitFor()
    expect(await list.getByRole('button', { name: '填写' }).count()).toBe(1)
  })
})

describe('a group that people leave', () => {
  it('says that promotions rest, and why', async () => {
    const window = await desk.open(leaking)
    await window.panel.getByText('促销已暂停').waitFor()
    await window.panel.getByText(/退群率8\.1%，超过8%/).waitFor()
    const advice = window.panel.getByRole('region', { name: '建议' })
    const first = advice.getByRole('listitem').filter({ hasText: 'RISK-02' })
    await first.getByRole('button', { name: '为什么' }).click()
    await first.getByText('依据').waitFor()
    await first.getByRole('button', { name: '看话术' }).click()
    await script(window, '群-一分钟小知识').waitFor()
    expect(await script(window, '群-周五福利日').count()).toBe(0)
  })

  it('refuses a promotion with the reason; content goes', async () => {
    const window = await openScripts(leaking, '敏感肌护肤交流群')
    const promotion = script(window, '群-周五福利日')
    await promotion.getByText('RISK-02').waitFor()
    await promotion.getByText('超过8%').waitFor()
    expect(await sendOf(window, '群-周五福利日').isDisabled()).toBe(true)
    await sendOf(window, '群-一分钟小知识').click()
    await expect.poll(() => texts(window, leaking)).toHaveLength(1)
    expect(await counted(leaking)).toMatchObject([{ contentType: 'content' }])
  })

  it('is held by the server too when the pause began after the panel was opened', async () => {
    const window = await openScripts(healthy, '朝颜老客福利群')
    const { db } = desk.site.app.context
    const leavers = await db
      .selectFrom('groupMember')
      .select('memberId')
      .where('chatId', '=', healthy)
      .where('kind', '=', 'customer')
      .where('leftAt', 'is', null)
      .limit(12)
      .execute()
    const ids = leavers.map(({ memberId }) => memberId)
    const setLeft = (leftAt: number | null) =>
      db.updateTable('groupMember').set({ leftAt }).where('chatId', '=', healthy).where('memberId', 'in', ids)
    await setLeft(desk.site.clock.at()).execute()
    try {
      await sendOf(window, '群-周五福利日').click()
      await window.panel.getByRole('alert').getByText('超过8%').waitFor()
      expect(await texts(window, healthy)).toEqual([])
      expect(await counted(healthy)).toEqual([])
      await script(window, '群-周五福利日').getByText('RISK-02').waitFor()
    } finally {
      await setLeft(null).execute()
    }
  })
})

describe('the chat changes between the tap and the send', () => {
  it.each([
    { name: 'before the first check', nth: 1, taken: 0 },
    { name: 'after the server took it up', nth: 2, taken: 1 },
  ])('$name: nothing is sent or counted', async ({ nth, taken }) => {
    const window = await openScripts(healthy, '朝颜老客福利群')
    await window.switchChatAt('beforeHandle', 'getCurExternalChat', nth, vip.externalUserId)
    await sendOf(window, '群-一分钟小知识').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(`会话已切到「${vip.remark}」，刚才的话术没有发出`).waitFor()
    await bar.getByText('朝颜老客福利群').waitFor()
    await title(window, vip.remark)
    expect(await texts(window, healthy)).toEqual([])
    expect(await texts(window, vip.externalUserId)).toEqual([])
    expect(await pushes(healthy)).toHaveLength(taken)
    await expect.poll(() => counted(healthy)).toEqual([])
  })

  it('customer, group, customer: each is painted from empty', async () => {
    const window = await desk.open(vip.externalUserId, { switches: { customerSwitch: 'keep' } })
    const body = () => window.panel.locator('body').innerText()
    await title(window, vip.remark)
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    await window.openGroup(healthy)
    await title(window, '朝颜老客福利群')
    expect(await body()).not.toContain('LTV')
    await window.openGroup(leaking)
    await title(window, '敏感肌护肤交流群')
    await expect.poll(body).toContain('促销已暂停')
    expect(await body()).not.toContain('朝颜老客福利群')
    await window.openChat(vip.externalUserId)
    await title(window, vip.remark)
    expect(await body()).not.toContain('敏感肌护肤交流群')
    await window.button('发送').waitFor()
  })
})

it('somebody else’s group is not shown; its scripts can be copied', async () => {
  const window = await desk.open(vip.externalUserId, { switches: { customerSwitch: 'keep' } })
  await title(window, vip.remark)
  await window.openGroup(foreign)
  await window.panel.getByText('看不到这个群').waitFor()
  expect(await window.panel.locator('body').innerText()).not.toContain('朝颜会员群')
  await window.button('话术').click()
  await script(window, '群-一分钟小知识').waitFor()
  expect(await sendOf(window, '群-一分钟小知识').count()).toBe(0)
  await window.button('复制').waitFor()
})
