import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { changeSettings } from '../../../src/server/settings/service.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant } = notablePeople
const { externalUserId } = hesitant

/** Ends every element and attribute it could stand in, and runs if anything takes it for HTML or an address. */
const hostile = (place: string) =>
  `${place}'"></script></style></textarea><img src=x onerror="window.__ran='${place}'"><b>`

/** The same in the forty characters of a store's name. */
const hostileName = '<img src=x onerror="window.__ran=1">'

let desk: Desk
let window: SimulatorWindow

beforeAll(async () => {
  desk = await openDesk()
  const { simulator, app, key, origin, clock } = desk.site
  const contact = simulator.directory.contact(externalUserId)
  const advisor = simulator.directory.member('LinXi')
  if (!contact || !advisor) throw new Error('the demo has no such people')
  contact.name = hostile('name')
  advisor.name = hostile('advisor')
  simulator.directory.changeFollow('LinXi', externalUserId, {
    remark: hostile('remark'),
    description: hostile('description'),
  })
  const { db } = app.context
  const { customerId } = await db
    .updateTable('customer')
    .set({ name: hostile('name') })
    .where('externalUserId', '=', externalUserId)
    .returning('customerId')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('follow')
    .set({ remark: hostile('remark') })
    .where('customerId', '=', customerId)
    .execute()
  await changeSettings(app.context, { storeName: hostileName })

  const at = clock.at() - 3_600_000
  const sku = hostile('sku').slice(0, 120)
  const rows: Record<string, object[]> = {
    products: [
      {
        sku,
        name: hostile('product'),
        category: hostile('category').slice(0, 100),
        priceFen: 9900,
        updatedAt: at,
      },
    ],
    customers: [
      { externalUserId, memberTier: hostile('tier').slice(0, 40), fields: { 肤质: hostile('field') } },
    ],
    orders: [
      {
        orderId: hostile('order').slice(0, 120),
        externalUserId,
        status: 'paid',
        createdAt: at,
        paidAt: at,
        paidFen: 9900,
        items: [
          {
            sku,
            name: hostile('item'),
            category: hostile('category').slice(0, 100),
            quantity: 1,
            unitPriceFen: 9900,
          },
        ],
      },
    ],
    events: [
      {
        eventId: 'hostile',
        externalUserId,
        type: 'view',
        occurredAt: at,
        sku,
        category: hostile('viewed').slice(0, 100),
      },
    ],
  }
  for (const [kind, body] of Object.entries(rows)) {
    const response = await fetch(`${origin}/api/v1/ingest/${kind}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(await response.json()).toMatchObject({ accepted: 1, rejected: [] })
  }
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

/** What ran in the page or any of its frames; nothing may. */
async function whatRan(): Promise<unknown[]> {
  const marks = await Promise.all(
    window.page.frames().map((frame) => frame.evaluate(() => (globalThis as { __ran?: unknown }).__ran)),
  )
  return marks.filter((mark) => mark !== undefined)
}

describe('texts that would run if they were taken for HTML', () => {
  it('are shown letter by letter in panel, timeline and on the coupon page', async () => {
    window = await desk.open(externalUserId)
    const { panel, page, phone, complaints } = window
    await panel.getByText('LTV', { exact: true }).waitFor()
    await panel.getByText(hostile('remark')).first().waitFor()

    await window.button('轨迹').click()
    await panel.getByText(hostile('item')).first().waitFor()
    await panel.getByRole('button', { name: '记跟进' }).first().click()
    await panel.getByRole('textbox').last().fill(hostile('note'))
    await panel.getByRole('button', { name: '保存', exact: true }).first().click()
    await panel.getByText(hostile('note')).first().waitFor()

    await window.button('首页').click()
    await window.button('一键发券').click()
    await window.button('作废').waitFor()
    const { db } = desk.site.app.context
    await db
      .updateTable('coupon')
      .set({ headline: hostile('headline') })
      .execute()
    await page
      .getByRole('log')
      .getByRole('button', { name: /^打开卡片/ })
      .click()
    await phone.getByRole('button', { name: '领取', exact: true }).click()
    await phone.getByText(hostile('headline')).first().waitFor()
    await phone.getByText(hostileName).first().waitFor()
    await phone.getByText(hostile('advisor')).first().waitFor()
    await page.waitForLoadState('networkidle')

    expect(await whatRan()).toEqual([])
    expect(complaints).toEqual([])
    expect(await panel.locator('img[src="x"]').count()).toBe(0)
    expect(await phone.locator('img[src="x"]').count()).toBe(0)
  })
})
