import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { readStored, type Stored } from '../support/stored.ts'

const { hesitant: meant, vip: other, silent, sleeping, advocate } = notablePeople

let desk: Desk
let stored: Stored

beforeAll(async () => {
  desk = await openDesk()
  stored = readStored(desk.site)
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

async function openOn(
  person: { externalUserId: string; remark: string },
  customerSwitch: 'keep' | 'reload',
): Promise<SimulatorWindow> {
  const window = await desk.open(person.externalUserId, { switches: { customerSwitch } })
  await window.panel.getByRole('heading', { level: 1, name: person.remark }).waitFor()
  await window.button('发送').waitFor()
  return window
}

const sentToBoth = async (window: SimulatorWindow, a: string, b: string) => [
  ...(await window.sent(a)),
  ...(await window.sent(b)),
]

/** The panel belongs to the new customer, and the former one is named nowhere but in the bar. */
async function expectOnly(
  window: SimulatorWindow,
  shown: { remark: string },
  gone: { remark: string; name: string },
) {
  const { panel } = window
  await panel.getByRole('heading', { level: 1, name: shown.remark }).waitFor()
  await panel.getByText('LTV', { exact: true }).waitFor()
  const bars = panel.getByRole('alert')
  const inBars = (await bars.count()) > 0 ? await bars.first().innerText() : ''
  const everything = await panel.locator('body').innerText()
  expect(everything.replace(inBars, '')).not.toContain(gone.remark)
  expect(everything.replace(inBars, '')).not.toContain(gone.name)
}

describe('the chat changes around a coupon, the page is kept', () => {
  it('before the first check: nothing is issued or sent, and the bar names both', async () => {
    const window = await openOn(meant, 'keep')
    const before = await stored.spend()
    await window.switchChatAt('beforeHandle', 'getCurExternalContact', 1, other.externalUserId)
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(`会话已切到「${other.remark}」，刚才的券没有发出`).waitFor()
    expect(await bar.innerText()).toContain(meant.remark)
    await expectOnly(window, other, meant)
    expect(await sentToBoth(window, meant.externalUserId, other.externalUserId)).toEqual([])
    expect(await stored.coupons(meant.externalUserId)).toEqual([])
    expect(await stored.coupons(other.externalUserId)).toEqual([])
    expect(await stored.spend()).toEqual(before)
  })

  it('between the server’s answer and the message: the coupon is voided and its reserve released', async () => {
    const window = await openOn(meant, 'keep')
    const before = await stored.spend()
    await window.page.route('**/api/v1/customers/*/coupons', async (route) => {
      const response = await route.fetch()
      await window.openChat(other.externalUserId)
      await route.fulfill({ response })
    })
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(`会话已切到「${other.remark}」，刚才的券没有发出`).waitFor()
    expect(await bar.innerText()).toContain(meant.remark)
    await expectOnly(window, other, meant)
    expect(await sentToBoth(window, meant.externalUserId, other.externalUserId)).toEqual([])
    expect(await stored.couponStates(meant.externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    expect((await stored.touches(meant.externalUserId)).touches).toEqual([])
  })

  it.each([
    { moment: 'beforeHandle' as const, place: 'in the other chat', person: silent, lands: other },
    { moment: 'beforeReply' as const, place: 'in the right chat', person: sleeping, lands: sleeping },
  ])('after the last check, the card stands $place: voided at once, and it says so', async (row) => {
    const { moment, person, lands } = row
    const window = await openOn(person, 'keep')
    const before = await stored.spend()
    await window.switchChatAt(moment, 'sendChatMessage', 1, other.externalUserId)
    await window.button('一键发券').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(`会话已切到「${other.remark}」，刚才的券已立即作废`).waitFor()
    expect(await bar.innerText()).toContain(person.remark)
    await expectOnly(window, other, person)
    const sent = await sentToBoth(window, person.externalUserId, other.externalUserId)
    expect(sent).toEqual(await window.sent(lands.externalUserId))
    expect(sent).toHaveLength(1)
    expect(await stored.couponStates(person.externalUserId)).toEqual(['voided'])
    expect(await stored.spend()).toEqual(before)
    expect((await stored.touches(person.externalUserId)).touches).toEqual([])

    const [card] = sent.map(({ content }) => content)
    if (card?.msgtype !== 'news') throw new Error('no card stands in the chat')
    await window.openLinkAs(lands.externalUserId, card.link)
    const words = lands === other ? '这张券属于别人' : '已作废'
    await window.phone.getByRole('heading', { name: words, exact: true }).waitFor()
    expect(await stored.couponStates(person.externalUserId)).toEqual(['voided'])
  })
})

describe('the chat changes around a script, the page is kept', () => {
  it('before the check: nothing is sent or recorded', async () => {
    const window = await openOn(meant, 'keep')
    await window.switchChatAt('beforeHandle', 'getCurExternalContact', 1, other.externalUserId)
    await window.button('发送').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText(`会话已切到「${other.remark}」，刚才的话术没有发出`).waitFor()
    expect(await bar.innerText()).toContain(meant.remark)
    await expectOnly(window, other, meant)
    expect(await sentToBoth(window, meant.externalUserId, other.externalUserId)).toEqual([])
    for (const { externalUserId } of [meant, other]) {
      expect((await stored.touches(externalUserId)).bubbles).toEqual([])
    }
  })

  it('while WeCom takes it: nothing is recorded by itself, and it says that it may stand elsewhere', async () => {
    const window = await openOn(meant, 'keep')
    await window.switchChatAt('beforeHandle', 'sendChatMessage', 1, other.externalUserId)
    await window.button('发送').click()
    const bar = window.panel.getByRole('alert')
    await bar.getByText('可能发到了别处').waitFor()
    expect(await bar.innerText()).toContain(meant.remark)
    await expectOnly(window, other, meant)
    for (const { externalUserId } of [meant, other]) {
      expect((await stored.touches(externalUserId)).bubbles).toEqual([])
    }
  })
})

describe('the chat changes and the page is loaded anew', () => {
  it('before the first check of a coupon or a script: nothing is issued, sent or left on the screen', async () => {
    for (const name of ['一键发券', '发送']) {
      const window = await openOn(advocate, 'reload')
      const before = await stored.spend()
      await window.switchChatAt('beforeHandle', 'getCurExternalContact', 1, other.externalUserId)
      await window.button(name).click()
      await expectOnly(window, other, advocate)
      expect(await sentToBoth(window, advocate.externalUserId, other.externalUserId)).toEqual([])
      expect(await stored.coupons(advocate.externalUserId)).toEqual([])
      expect((await stored.touches(advocate.externalUserId)).bubbles).toEqual([])
      expect(await stored.spend()).toEqual(before)
    }
  })

  it('after the coupon was issued: nothing goes out; back with her it can be voided, else it lapses', async () => {
    const { clock, app } = desk.site
    await app.services.coupons.sweep(clock.at() + 12 * 60_000)
    const window = await openOn(advocate, 'reload')
    const before = await stored.spend()
    await window.page.route('**/api/v1/customers/*/coupons', async (route) => {
      const response = await route.fetch()
      await window.openChat(other.externalUserId)
      await route.fulfill({ response }).catch(() => undefined)
    })
    await window.button('一键发券').click()
    await expectOnly(window, other, advocate)
    await window.page.unroute('**/api/v1/customers/*/coupons')
    expect(await sentToBoth(window, advocate.externalUserId, other.externalUserId)).toEqual([])

    await window.openChat(advocate.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: advocate.remark }).waitFor()
    await window.button('记为已发').waitFor()
    await window.button('作废').waitFor()
    expect(await stored.couponStates(advocate.externalUserId)).toEqual(['issued'])
    clock.skipMs = 11 * 60_000
    await window.button('刷新').click()
    await window.button('一键发券').waitFor()
    await app.services.coupons.sweep(clock.at())
    expect(await stored.couponStates(advocate.externalUserId)).toEqual(['lapsed'])
    expect(await stored.spend()).toEqual(before)
    clock.skipMs = 0
  })
})

it.each(['keep', 'reload'] as const)(
  'never paints a late answer of the former customer (%s)',
  async (mode) => {
    const window = await openOn(other, mode)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    let isAnswered = false
    await window.page.route(`**/api/v1/customers/${meant.externalUserId}/panel`, async (route) => {
      const response = await route.fetch()
      await held
      await route.fulfill({ response }).catch(() => undefined)
      isAnswered = true
    })
    const asked = window.page.waitForRequest(`**/api/v1/customers/${meant.externalUserId}/panel`)
    await window.openChat(meant.externalUserId)
    await asked
    await expect.poll(() => window.panel.locator('body').innerText()).not.toContain(other.remark)
    await window.openChat(silent.externalUserId)
    await expectOnly(window, silent, meant)
    release()
    await expect.poll(() => isAnswered).toBe(true)
    await window.page.waitForTimeout(300)
    await expectOnly(window, silent, meant)
    await expectOnly(window, silent, other)
  },
)
