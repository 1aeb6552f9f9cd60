import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant, vip } = notablePeople
const phone = '13912345678'

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
  const { db } = desk.site.app.context
  const { customerId } = await db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', hesitant.externalUserId)
    .executeTakeFirstOrThrow()
  await db
    .insertInto('identity')
    .values({ kind: 'phone', value: phone, customerId, source: 'orders', createdAt: 1 })
    .execute()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

const revealed = () =>
  desk.site.app.context.db
    .selectFrom('audit')
    .select('detailsJson')
    .where('action', '=', 'customer.revealed')
    .execute()

it('the panel bears the advisor’s name, faintly, behind a page that is used as without it', async () => {
  const window = await desk.open(hesitant.externalUserId)
  const { panel } = window
  const mark = panel.locator('svg.watermark')
  await mark.waitFor({ state: 'attached' })
  const seen = await mark.evaluate((svg) => {
    const { opacity, pointerEvents, userSelect, position } = getComputedStyle(svg)
    return { opacity: Number(opacity), pointerEvents, userSelect, position, text: svg.textContent?.trim() }
  })
  expect(seen).toMatchObject({ pointerEvents: 'none', userSelect: 'none', position: 'fixed' })
  expect(seen.opacity).toBeGreaterThan(0.02)
  expect(seen.opacity).toBeLessThan(0.15)
  expect(seen.text).toContain('林溪')
  expect(await mark.getAttribute('aria-hidden')).toBe('true')
  await window.button('轨迹').click()
  await panel.getByRole('region', { name: '跟进' }).waitFor()
})

it('a number is masked until a reason is given, and the reason is kept', async () => {
  const window = await desk.open(hesitant.externalUserId)
  await window.button('轨迹').click()
  const card = window.panel.getByRole('region', { name: '隐私与授权' })
  await card.getByText('139****5678').waitFor()
  await card.getByRole('button', { name: '看完整号码' }).click()
  await card.getByRole('textbox').fill('快递要核对')
  await card.getByRole('button', { name: '查看号码' }).click()
  await card.getByText(phone).waitFor()
  expect((await revealed()).map(({ detailsJson }) => JSON.parse(detailsJson).reason)).toEqual(['快递要核对'])
  await card.getByRole('button', { name: '遮住' }).click()
  expect(await card.getByText(phone).count()).toBe(0)
})

it('what the customer agreed to and refused is recorded where the advisor hears of it', async () => {
  const window = await desk.open(vip.externalUserId)
  await window.button('轨迹').click()
  const card = window.panel.getByRole('region', { name: '隐私与授权' })
  await card.getByRole('button', { name: '已告知并同意' }).click()
  await card.getByText(/已同意 1 · 今天/).waitFor()
  await card.getByRole('button', { name: '她要退订' }).click()
  await card.getByRole('textbox').fill('她说不要推荐')
  await card.getByRole('button', { name: '确认退订' }).click()
  await card.getByText('已退订', { exact: true }).waitFor()
  await window.button('首页').click()
  await window.panel.getByText('已拒绝个性化优惠').first().waitFor()
  expect(await window.panel.getByRole('button', { name: '一键发券' }).count()).toBe(0)
})
