import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant, vip, fullCart, birthday, silent, sleeping, advocate, expiringPoints } = notablePeople
const hourMs = 3_600_000

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

/** Counts real clicks of the advisor inside the panel. */
async function countClicks(window: SimulatorWindow): Promise<() => Promise<number>> {
  const body = window.panel.locator('body')
  await body.evaluate((element) => {
    element.ownerDocument.addEventListener('click', (event) => {
      const total = Number(element.dataset['clicks'] ?? 0) + (event.isTrusted ? 1 : 0)
      element.dataset['clicks'] = String(total)
    })
  })
  return async () => Number((await body.getAttribute('data-clicks')) ?? 0)
}

describe('a script', () => {
  it('is sent with one click, exactly as shown', async () => {
    const { externalUserId } = hesitant
    const window = await desk.open(externalUserId)
    const card = window.panel.getByRole('region', { name: '话术' }).first()
    await window.button('发送').waitFor()
    const clicks = await countClicks(window)
    await window.button('发送').click()
    await expect.poll(() => window.sent(externalUserId)).toHaveLength(1)
    expect(await clicks()).toBe(1)
    const [sent] = (await window.sent(externalUserId)).map(({ content }) => content)
    if (sent?.msgtype !== 'text') throw new Error('no text stands in the chat')
    expect(await card.innerText()).toContain(sent.text)
    await expect
      .poll(async () => (await stored.touches(externalUserId)).bubbles)
      .toMatchObject([{ text: sent.text, via: 'sent', isEdited: 0 }])
  })

  it('改一改 sends the edited text with two clicks and stores that it was edited', async () => {
    const { externalUserId } = vip
    const window = await desk.open(externalUserId)
    await window.button('改一改').waitFor()
    const clicks = await countClicks(window)
    await window.button('改一改').click()
    const field = window.panel.getByRole('textbox', { name: '编辑话术' })
    await field.fill('芳姐，新色到了，先给您留一支？')
    await window.button('发送').click()
    await expect.poll(() => window.sent(externalUserId)).toHaveLength(1)
    expect(await clicks()).toBe(2)
    expect(await window.sent(externalUserId)).toMatchObject([
      { content: { msgtype: 'text', text: '芳姐，新色到了，先给您留一支？' } },
    ])
    await expect
      .poll(async () => (await stored.touches(externalUserId)).bubbles)
      .toMatchObject([{ text: '芳姐，新色到了，先给您留一支？', isEdited: 1 }])
    await expect.poll(() => field.count()).toBe(0)
  })

  it('with a missing variable or an absolute word cannot be sent', async () => {
    const { externalUserId } = vip
    const window = await desk.open(externalUserId)
    await window.button('改一改').click()
    const field = window.panel.getByRole('textbox', { name: '编辑话术' })
    const send = window.button('发送')
    for (const text of ['您好，{称呼}', '这是全国最佳的精华', '   ']) {
      await field.fill(text)
      await expect.poll(() => send.isDisabled()).toBe(true)
    }
    await field.fill('您好，今天方便聊两句吗')
    await expect.poll(() => send.isDisabled()).toBe(false)
    expect(await window.sent(externalUserId)).toEqual([])
  })

  it('复制 counts nothing until 记为已发', async () => {
    const { externalUserId } = fullCart
    const window = await desk.open(externalUserId)
    await window.button('复制').click()
    await window.button('记为已发').waitFor()
    expect((await stored.touches(externalUserId)).bubbles).toEqual([])
    await window.button('记为已发').click()
    await expect
      .poll(async () => (await stored.touches(externalUserId)).bubbles)
      .toMatchObject([{ via: 'copied', isEdited: 0 }])
    expect(await window.sent(externalUserId)).toEqual([])
    await expect.poll(() => window.panel.getByRole('button', { name: '记为已发' }).count()).toBe(0)
  })

  it.each([
    { kind: 'hanzi', query: '嫌贵' },
    { kind: 'pinyin', query: 'xiangui' },
    { kind: 'initials', query: 'xg' },
  ])('is found by $kind and sent from 话术', async ({ query, kind }) => {
    const { externalUserId } = { hanzi: birthday, pinyin: silent, initials: sleeping }[kind] ?? birthday
    const window = await desk.open(externalUserId)
    await window.button('话术').click()
    await window.panel.getByRole('searchbox', { name: '搜话术' }).fill(query)
    const hits = window.panel.getByRole('region', { name: '话术库' }).getByRole('listitem')
    await expect.poll(() => hits.filter({ hasText: '嫌贵' }).count()).toBeGreaterThan(0)
    await hits.first().getByText('嫌贵').first().waitFor()
    await hits.first().getByRole('button', { name: '发送', exact: true }).click()
    await expect.poll(() => window.sent(externalUserId)).toHaveLength(1)
    await expect.poll(async () => (await stored.touches(externalUserId)).bubbles).toHaveLength(1)
    await window.panel.getByRole('searchbox', { name: '搜话术' }).fill('zzzz没有这句')
    await window.panel.getByText(/没有找到/).waitFor()
  })
})

describe('an offer', () => {
  it('coupon 1 click, why 1, change 1, void 2', async () => {
    const { externalUserId } = advocate
    const window = await desk.open(externalUserId)
    const card = window.panel.getByRole('region', { name: '推荐优惠' })
    await window.button('一键发券').waitFor()
    const clicks = await countClicks(window)
    await card.getByRole('button', { name: '为什么', exact: true }).click()
    await card.getByText('成本与上限').waitFor()
    expect(await clicks()).toBe(1)
    const first = await card.getByRole('heading').first().innerText()
    await card.getByRole('button', { name: '换一个', exact: true }).click()
    await expect.poll(() => card.getByRole('heading').first().innerText()).not.toBe(first)
    expect(await clicks()).toBe(2)
    const chosen = await card.getByRole('heading').first().innerText()
    await window.button('一键发券').click()
    await window.button('作废').waitFor()
    expect(await clicks()).toBe(3)
    expect(await stored.coupons(externalUserId)).toMatchObject([{ state: 'sent', headline: chosen }])
    await window.button('作废').click()
    await window.button('作废').click()
    await expect.poll(() => stored.couponStates(externalUserId)).toEqual(['voided'])
    expect(await clicks()).toBe(5)
  })

  it('is sent from its row in 优惠, and 轨迹 shows it at once', async () => {
    const { externalUserId } = expiringPoints
    const window = await desk.open(externalUserId)
    await window.button('优惠').click()
    const rows = window.panel.getByRole('listitem').filter({ has: window.panel.getByText('一键发券') })
    const row = rows.nth(1)
    const headline = await row.getByRole('heading').innerText()
    await row.getByRole('button', { name: '为什么', exact: true }).click()
    await row.getByText('成本与上限').waitFor()
    await row.getByRole('button', { name: '一键发券', exact: true }).click()
    await expect.poll(() => stored.coupons(externalUserId)).toMatchObject([{ state: 'sent', headline }])
    expect(await window.sent(externalUserId)).toHaveLength(1)
    await window.button('已发 1').waitFor()
    await window.button('轨迹').click()
    await window.panel.getByText(headline).first().waitFor()
    await window.button('券').click()
    await window.panel.getByText(headline).first().waitFor()
  })

  it('that is refused says why', async () => {
    const window = await desk.open(hesitant.externalUserId)
    await window.button('优惠').click()
    await window.panel.getByRole('button', { name: /^不可发 \d+$/ }).click()
    const refused = window.panel.getByRole('listitem').first()
    await refused
      .getByText(/^(OFF|NBA|CAD|CAP|ours)/)
      .first()
      .waitFor()
    expect(await window.panel.getByRole('button', { name: '一键发券', exact: true }).count()).toBe(0)
  })
})

it('她在问 lifts the warning with one click, and the reply counts no touch of the week', async () => {
  const { externalUserId } = sleeping
  desk.site.clock.skipMs = 3 * hourMs
  const window = await desk.open(externalUserId)
  await window.button('发送').waitFor()
  const before = await stored.touches(externalUserId)
  await window.button('发送').click()
  await window.panel.getByRole('alertdialog').waitFor()
  await window.panel.getByRole('button', { name: /^改约|^先不发/ }).click()
  const clicks = await countClicks(window)
  await window.button('她在问').click()
  await window.panel.getByText(/回复不限次/).waitFor()
  expect(await clicks()).toBe(1)
  await window.button('发送').click()
  await expect
    .poll(async () => (await stored.touches(externalUserId)).bubbles)
    .toHaveLength(before.bubbles.length + 1)
  expect(await window.panel.getByRole('alertdialog').count()).toBe(0)
  const { touches } = await stored.touches(externalUserId)
  expect(touches.filter(({ isReply }) => isReply === 1)).toHaveLength(1)
})
