import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import type { SimulatorWindow } from '../../support/window.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant, shared } = notablePeople
const [first, second] = ['LinXi', 'GuAnRan'] as const

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

const chooseMember = ({ page }: SimulatorWindow, userId: string) =>
  page.evaluate((id) => window.__zhikeSimulator?.chooseMember(id), userId)

/** Who the server takes this browser for. */
async function whoIs({ page }: SimulatorWindow): Promise<string | null> {
  const answer = await page.request.get(`${desk.site.origin}/api/v1/session`)
  return answer.ok() ? ((await answer.json()) as { userId: string }).userId : null
}

const keptFor = ({ page }: SimulatorWindow) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('zhike:')))

it('another account on the same machine: nothing of the former advisor is left on the screen or in use', async () => {
  const window = await desk.open(hesitant.externalUserId)
  const { panel } = window
  await panel.getByRole('heading', { level: 1, name: hesitant.remark }).waitFor()
  expect(await whoIs(window)).toBe(first)
  await window.button('话术').click()
  await panel
    .getByRole('button', { name: /^收藏 / })
    .first()
    .click()
  await expect.poll(() => keptFor(window)).toHaveLength(1)
  const cookies = await window.context.cookies()
  expect(cookies.find(({ name }) => name === 'zhike_session')).toMatchObject({ expires: -1 })

  await chooseMember(window, second)
  await expect.poll(() => whoIs(window)).toBe(second)
  await window.openChat(hesitant.externalUserId)
  await panel.getByText('不是你的客户').first().waitFor()
  const text = await panel.locator('body').innerText()
  expect(text).not.toContain(hesitant.remark)
  expect(text).not.toContain(hesitant.name)

  await window.openChat(shared.externalUserId)
  await panel.getByRole('heading', { level: 1 }).waitFor()
  const theirs = await panel.getByRole('heading', { level: 1 }).innerText()
  const kept = await keptFor(window)
  expect(kept.filter((key) => key.endsWith(`:${second}`))).toEqual([])

  await chooseMember(window, first)
  await expect.poll(() => whoIs(window)).toBe(first)
  await window.openChat(shared.externalUserId)
  await panel.getByRole('heading', { level: 1 }).waitFor()
  await expect.poll(() => panel.getByRole('heading', { level: 1 }).innerText()).not.toBe(theirs)
})

it('a panel still open when somebody else signs in on the machine does nothing under the new session', async () => {
  const window = await desk.open(hesitant.externalUserId)
  await window.button('一键发券').waitFor()
  await window.page.waitForLoadState('networkidle')
  const others = await desk.open(hesitant.externalUserId, { query: `member=${second}` })
  await expect.poll(() => whoIs(others)).toBe(second)
  const cookies = await others.context.cookies()
  await window.context.addCookies(cookies.filter(({ name }) => name === 'zhike_session'))
  expect(await whoIs(window)).toBe(second)

  const signedIn = window.page.waitForRequest('**/auth/wecom/callback?**')
  await window.button('一键发券').click()
  await signedIn
  await window.panel.getByRole('heading', { level: 1, name: hesitant.remark }).waitFor()
  expect(await whoIs(window)).toBe(first)
  const { count } = await desk.site.app.context.db
    .selectFrom('coupon')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('issuedBy', '=', second)
    .where('customerId', 'in', (eb) =>
      eb.selectFrom('customer').select('customerId').where('externalUserId', '=', hesitant.externalUserId),
    )
    .executeTakeFirstOrThrow()
  expect(count).toBe(0)
  expect(await window.sent(hesitant.externalUserId)).toEqual([])
})

it('after signing out the machine is nobody’s, whoever kept a copy of the cookie', async () => {
  const window = await desk.open(hesitant.externalUserId)
  await window.panel.getByRole('heading', { level: 1, name: hesitant.remark }).waitFor()
  const copy = (await window.context.cookies()).filter(({ name }) => name === 'zhike_session')
  const out = await window.page.request.post(`${desk.site.origin}/api/v1/session/logout`, {
    headers: { origin: desk.site.origin },
  })
  expect(out.status()).toBe(200)
  expect(await whoIs(window)).toBeNull()
  await window.context.addCookies(copy)
  expect(await whoIs(window)).toBeNull()
})
