import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { vip, couponHolder, fullCart } = notablePeople
const tabs = ['首页', '话术', '优惠', '轨迹']

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** What sticks out of the screen sideways, by its text; nothing may. */
const overflow = (window: SimulatorWindow) =>
  window.panel.locator('html').evaluate((root) => {
    const wide = [...root.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect()
      return box.width > 1 && box.height > 1 && (box.right > root.clientWidth + 1 || box.left < -1)
    })
    return {
      isWider: root.scrollWidth > root.clientWidth,
      stickingOut: wide.map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`),
    }
  })

interface Box {
  name: string
  top: number
  bottom: number
  height: number
  width: number
}

/** Every visible button, measured against the height of the panel. */
const buttons = (window: SimulatorWindow) =>
  window.panel.locator('html').evaluate((root) => ({
    viewHeight: root.clientHeight,
    boxes: [...root.querySelectorAll('button')]
      .map((button): Box => {
        const { top, bottom, height, width } = button.getBoundingClientRect()
        return { name: button.textContent.trim(), top, bottom, height, width }
      })
      .filter(({ height, width }) => height > 0 && width > 0),
  }))

async function goThroughTabs(window: SimulatorWindow, look: (tab: string) => Promise<void>): Promise<void> {
  for (const tab of tabs) {
    await window.button(tab).click()
    if (tab === '首页') await window.panel.getByText('LTV', { exact: true }).waitFor()
    if (tab === '话术') await window.button('改一改').waitFor()
    if (tab === '优惠')
      await window.panel
        .getByText(/^单次上限/)
        .first()
        .waitFor()
    if (tab === '轨迹') await window.panel.getByRole('listitem').first().waitFor()
    await look(tab)
  }
}

const phone = { width: 'phone', platform: 'ios' } as const

describe.each([
  { width: '300' as const },
  { width: '360' as const },
  { width: '420' as const },
  { ...phone },
])('at $width', (switches) => {
  it.each([vip, couponHolder])('nothing scrolls sideways in any tab ($key)', async ({ externalUserId }) => {
    const window = await desk.open(externalUserId, { switches })
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    const width = await window.panel.locator('html').evaluate((root) => root.clientWidth)
    const asked = switches.width === 'phone' ? 375 : Number(switches.width)
    expect(Math.abs(width - asked)).toBeLessThanOrEqual(1)
    await goThroughTabs(window, async (tab) => {
      expect(await overflow(window), tab).toEqual({ isWider: false, stickingOut: [] })
    })
    await window.button('首页').click()
    await window.button('改一改').click()
    expect(await overflow(window), '改一改').toEqual({ isWider: false, stickingOut: [] })
  })
})

it('on a desktop every button can be hit, and the tabs stay at the bottom', async () => {
  const window = await desk.open(vip.externalUserId)
  await window.panel.getByText('LTV', { exact: true }).waitFor()
  await goThroughTabs(window, async (tab) => {
    const { boxes, viewHeight } = await buttons(window)
    expect(
      boxes.filter(({ height, width }) => height < 24 || width < 24),
      tab,
    ).toEqual([])
    for (const { name, bottom } of boxes.filter((box) => tabs.includes(box.name))) {
      expect(bottom, name).toBeLessThanOrEqual(viewHeight)
      expect(bottom, name).toBeGreaterThan(viewHeight - 60)
    }
  })
})

describe('on a phone of 375 × 667', () => {
  it('发话术 and 一键发券 stay within the thumb’s reach, also after scrolling', async () => {
    const window = await desk.open(fullCart.externalUserId, { switches: phone })
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    for (const isScrolled of [false, true]) {
      if (isScrolled) await window.panel.getByText(/^数据更新/).scrollIntoViewIfNeeded()
      const { boxes, viewHeight } = await buttons(window)
      expect(viewHeight).toBe(667)
      for (const name of ['发话术', '一键发券', ...tabs]) {
        const box = boxes.find((candidate) => candidate.name === name)
        expect(box, name).toBeDefined()
        expect(box?.bottom, name).toBeLessThanOrEqual(667)
        expect(box?.top, name).toBeGreaterThan(667 - 130)
        expect(box?.height, name).toBeGreaterThanOrEqual(48)
      }
    }
    await window.button('一键发券').click()
    await window.page.getByText('已回到会话').waitFor()
    await expect.poll(() => window.sent(fullCart.externalUserId)).toHaveLength(1)
    await window.page.getByRole('button', { name: '打开侧边栏' }).click()
    await window.button('作废').waitFor()
  })

  it('every target is at least 48 px high', async () => {
    const window = await desk.open(vip.externalUserId, { switches: phone })
    await window.panel.getByText('LTV', { exact: true }).waitFor()
    await goThroughTabs(window, async (tab) => {
      const { boxes } = await buttons(window)
      expect(
        boxes.filter(({ height }) => height < 48).map(({ name, height }) => `${name} ${height}`),
        tab,
      ).toEqual([])
    })
  })
})

it('the coupon page fits a phone, with 领取 in reach', async () => {
  const { externalUserId } = vip
  const window = await desk.open(externalUserId)
  await window.button('一键发券').click()
  await window.button('作废').waitFor()
  const [card] = (await window.sent(externalUserId)).map(({ content }) => content)
  if (card?.msgtype !== 'news') throw new Error('no card stands in the chat')
  await window.openLinkAs(externalUserId, card.link)
  const take = window.phone.getByRole('button', { name: '领取', exact: true })
  await take.waitFor()
  const root = window.phone.locator('html')
  const fits = () => root.evaluate((element) => element.scrollWidth <= element.clientWidth)
  expect(await fits()).toBe(true)
  const box = await take.evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect)
  expect(box.bottom).toBeLessThanOrEqual(667)
  expect(box.height).toBeGreaterThanOrEqual(48)
  await take.click()
  await window.phone.getByRole('heading', { name: '已领取', exact: true }).waitFor()
  expect(await fits()).toBe(true)
})
