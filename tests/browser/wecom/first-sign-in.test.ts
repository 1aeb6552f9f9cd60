import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultSwitches, type Switches } from '../../../src/simulator/protocol/switches.ts'
import { wecomDevice } from '../../../src/simulator/protocol/user-agents.ts'
import { launchChromium } from '../../support/chromium.ts'
import { type OwnCompany, openOwnCompany } from './own-company.ts'

let company: OwnCompany
let browser: Browser

beforeAll(async () => {
  company = await openOwnCompany()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await company.close()
})

/** The chat's window in a browser that was never here, and what its panel's frame loads, in order. */
async function openChat(externalUserId: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'zh-CN' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const steps: string[] = []
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('response', (response) => {
    const isDocument = response.request().isNavigationRequest() && response.frame().parentFrame() !== null
    if (isDocument) steps.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  await page.goto(`${company.simulator.origin}/simulator?chat=${externalUserId}`)
  return { context, page, panel: page.frameLocator('iframe[title="知客侧边栏"]'), steps, errors }
}

async function turn(patch: Partial<Switches>): Promise<void> {
  const answer = await fetch(`${company.simulator.origin}/simulator/api/switches`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(patch),
  })
  if (!answer.ok) throw new Error(`the simulator refused the switches: ${await answer.text()}`)
}

describe('an installation on its first day, with nothing in its database', () => {
  it('knows nobody', async () => {
    const members = await company.db.selectFrom('session').selectAll().execute()
    expect(members).toEqual([])
    const plain = await fetch(`${company.app.origin}/api/v1/session`)
    expect(plain.status).toBe(401)
  })

  it('sends the page in the toolbar to WeCom, which knows who is there', async () => {
    const headers = { 'user-agent': wecomDevice(defaultSwitches).userAgent }
    const answer = await fetch(`${company.app.origin}/`, { headers, redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/auth/wecom?return_to=%2F'])
  })

  it('signs the first advisor in without a tap, and shows and keeps their first customer', async () => {
    const [customer] = company.contacts
    if (!customer) throw new Error('the world has no contacts')
    const window = await openChat(customer.externalUserId)
    await window.panel.getByRole('heading', { level: 1, name: customer.remark }).waitFor()
    await window.panel.getByText('还没有付款订单').first().waitFor()
    expect(await window.panel.getByRole('alert').count()).toBe(0)

    expect(window.steps.slice(0, 4)).toEqual([
      '302 /auth/wecom',
      '302 /connect/oauth2/authorize',
      '302 /auth/wecom/callback',
      '200 /',
    ])
    const frame = window.page.frames().find((one) => one.parentFrame() !== null)
    expect(frame?.url()).not.toMatch(/code=|state=/)

    const row = await company.db
      .selectFrom('customer')
      .innerJoin('follow', 'follow.customerId', 'customer.customerId')
      .select(['customer.name', 'follow.userId', 'follow.remark'])
      .where('customer.externalUserId', '=', customer.externalUserId)
      .where('follow.userId', '=', 'LinXi')
      .executeTakeFirst()
    expect(row).toEqual({ name: customer.name, userId: 'LinXi', remark: customer.remark })
    const states = await company.db.selectFrom('oauthState').selectAll().execute()
    expect(states.filter(({ usedAt }) => usedAt !== null)).toMatchObject([{ purpose: 'member' }])
    const cookies = await window.context.cookies()
    const session = cookies.find(({ name }) => name === 'zhike_session')
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    expect(window.errors).toEqual([])
    await window.context.close()
  })

  it('refuses somebody of another company in words, and says whom to ask', async () => {
    await turn({ oauth: 'non-member' })
    const window = await openChat(company.contacts[0]?.externalUserId ?? '')
    await window.panel.getByRole('heading', { name: '仅限企业成员使用' }).waitFor()
    await window.panel.getByText(/请联系把链接给您的同事，或这家企业的企业微信管理员/).waitFor()
    expect((await window.context.cookies()).some(({ name }) => name === 'zhike_session')).toBe(false)

    await turn({ oauth: 'ok' })
    await window.panel.getByRole('link', { name: '重新登录' }).click()
    await window.panel.getByRole('heading', { level: 1 }).waitFor()
    await window.panel.getByRole('navigation').first().waitFor()
    await window.context.close()
  })

  it('and the doctor says what is still to be done, with an exit code that tells', async () => {
    const { stdout } = await company.run(['doctor'])
    expect(stdout).toContain('[正常] 访问令牌：企业微信接受企业 ID 和 Secret')
    expect(stdout).toContain('[正常] 客户联系权限')
  })
})
