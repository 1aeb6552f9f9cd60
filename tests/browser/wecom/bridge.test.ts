import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant: here } = notablePeople
const group = 'wrFUKEdemo0000000000000000000001'
const groupName = '朝颜老客福利群'

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** The library stands and a text can be copied, with nobody's name in it. */
async function expectCopyOnly(window: SimulatorWindow): Promise<void> {
  const library = window.panel.getByRole('region', { name: '话术库' })
  await library.getByRole('listitem').first().waitFor()
  await window.button('复制').click()
  await window.panel.getByText('已复制', { exact: true }).waitFor()
  expect(await window.panel.getByRole('button', { name: '发送', exact: true }).count()).toBe(0)
  expect(await window.panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  const everything = await window.panel.locator('body').innerText()
  expect(everything).not.toContain(here.name)
  expect(everything).not.toContain('LTV')
}

describe('the bridge', () => {
  it('that comes 1.5 s late is used', async () => {
    const switches = { bridge: 'late', bridgeDelayMs: 1_500 } as const
    const window = await desk.open(here.externalUserId, { switches })
    await window.panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
    await window.button('发送').click()
    await expect.poll(() => window.sent(here.externalUserId)).toHaveLength(1)
    expect(await window.panel.getByRole('alert').count()).toBe(0)
  })

  it('that is absent leaves the library for copying and says so', async () => {
    const window = await desk.open(here.externalUserId, { switches: { bridge: 'absent' } })
    await window.panel.getByRole('alert').getByText('没有找到企业微信的接口').waitFor()
    await expectCopyOnly(window)
  })

  it('that never answers leaves the library for copying and says so', async () => {
    const window = await desk.open(here.externalUserId, { switches: { bridge: 'silent' } })
    await window.panel.getByRole('alert').getByText('企业微信没有回应').waitFor()
    await expectCopyOnly(window)
  })
})

describe('the entry', () => {
  it('of a profile knows the customer but cannot send: voided, with the cause', async () => {
    const { externalUserId, remark } = here
    const window = await desk.open(externalUserId, { switches: { entry: 'contact_profile' } })
    await window.panel.getByRole('heading', { level: 1, name: remark }).waitFor()
    const before = await stored.spend()
    await window.button('一键发券').click()
    await window.panel
      .getByRole('alert')
      .getByText(/当前不在与客户的聊天窗口/)
      .waitFor()
    expect(await stored.couponStates(externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    await window.button('复制').click()
    await window.panel.getByText('已复制', { exact: true }).waitFor()
  })

  it('without a chat shows the empty state and no customer', async () => {
    const window = await desk.open(here.externalUserId, { switches: { entry: 'normal' } })
    await window.panel.getByText('请从与客户的聊天窗口打开').waitFor()
    await expectCopyOnly(window)
    for (const tab of ['优惠', '轨迹']) {
      await window.button(tab).click()
      await window.panel.getByText('请从与客户的聊天窗口打开').waitFor()
    }
  })

  it('of a group shows the group and no customer', async () => {
    const window = await desk.open(group)
    await window.panel.getByRole('heading', { level: 1, name: groupName }).waitFor()
    expect(await window.panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
    expect(await window.sent(group)).toEqual([])
  })

  it('changes from a customer to a group: nothing of hers stays', async () => {
    const window = await desk.open(here.externalUserId, { switches: { customerSwitch: 'keep' } })
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    await window.openGroup(group)
    await window.panel.getByRole('heading', { level: 1, name: groupName }).waitFor()
    expect(await window.panel.locator('body').innerText()).not.toContain('LTV')
    expect(await window.panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  })
})

it('a plain browser gets the empty state, without a redirect', async () => {
  const page = await desk.browser.newPage()
  try {
    const answer = await page.goto(`${desk.site.origin}/`)
    expect(answer?.status()).toBe(200)
    expect(new URL(page.url()).pathname).toBe('/')
    await page.getByText('请从与客户的聊天窗口打开').first().waitFor()
    expect(await page.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  } finally {
    await page.close()
  }
})

describe('WeCom’s own interface is down', () => {
  it('at the first sign-in: it says so and offers another try', async () => {
    await desk.site.app.context.db.deleteFrom('wecomCredential').execute()
    const window = await desk.open(here.externalUserId, { switches: { down: true } })
    await window.panel.getByRole('heading', { name: '暂时连不上企业微信' }).waitFor()
    await window.setSwitches({ down: false })
    await window.panel.getByRole('link', { name: '重新登录', exact: true }).click()
    await window.panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
  })

  it('for somebody who is signed in: scripts and copy work, and it says so', async () => {
    const window = await desk.open(here.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: here.remark }).waitFor()
    await window.setSwitches({ down: true })
    await desk.site.app.context.db.deleteFrom('wecomCredential').execute()
    await window.page.reload()
    await window.panel
      .getByRole('alert')
      .getByText(/连不上企业微信/)
      .waitFor()
    await expectCopyOnly(window)
    await window.setSwitches({ down: false })
    // A rest after the outage may answer the first taps; a person taps again.
    const heading = window.panel.getByRole('heading', { level: 1, name: here.remark })
    await expect
      .poll(
        async () => {
          if (await window.button('重试').isVisible()) await window.button('重试').click()
          return heading.isVisible()
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe(true)
    await window.button('一键发券').waitFor()
  })
})
