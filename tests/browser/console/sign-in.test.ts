import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { consolePages } from '../../../src/app/console/shell/console-pages.ts'
import type { Role } from '../../../src/contract/route.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type ConsoleWindow, giveRole, openConsole, signInAs } from './console-window.ts'

let desk: Desk
let open: ConsoleWindow

beforeAll(async () => {
  desk = await openDesk()
})
afterEach(async () => {
  expect(open.complaints).toEqual([])
  await open.context.close()
})
afterAll(() => desk.close())

const tabsOf = (role: Role) =>
  consolePages.filter(({ roles }) => roles.includes(role)).map(({ title }) => title)

describe('the console', () => {
  it('asks who it is, shows an admin every tab, and goes by tab and by address', async () => {
    open = await openConsole(desk, '/console/members')
    const { page } = open
    expect(new URL(page.url()).pathname).toBe('/simulator/wecom/wwlogin/sso/login')
    await signInAs(open, '程野')
    expect(new URL(page.url()).pathname).toBe('/console/members')
    await page.getByRole('heading', { level: 1, name: '成员' }).waitFor()
    const tabs = page.getByRole('navigation', { name: '运营台' })
    expect(await tabs.getByRole('link').allInnerTexts()).toEqual(tabsOf('admin'))

    await tabs.getByRole('link', { name: '审计' }).click()
    await page.getByRole('heading', { level: 1, name: '审计' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/audit')
    expect(await page.title()).toBe('审计 · 知客运营台')
    expect(await tabs.locator('[aria-current=page]').innerText()).toBe('审计')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: '成员' }).waitFor()
    await page.goto(`${desk.site.origin}/console/nothing`)
    await page.getByText('没有这一页').waitFor()
  })

  it('fits a screen of 1024 px on every page, with ten more tabs too', async () => {
    open = await openConsole(desk)
    await signInAs(open, '程野')
    const { page } = open
    for (const width of [1024, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      for (const { id, title } of consolePages) {
        await page.goto(`${desk.site.origin}/console/${id}`)
        await page.getByRole('heading', { level: 1, name: title }).waitFor()
        await page.getByText('正在载入').waitFor({ state: 'detached' })
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, `${id} at ${width}`).toBeLessThanOrEqual(0)
      }
    }
    await page.setViewportSize({ width: 1024, height: 800 })
    const hidden = await page.getByRole('navigation', { name: '运营台' }).evaluate((nav) => {
      const names = ['概览', '优惠', '话术', '标签规则', '触达规则', '实验', '预算', '审核', '成员', '设置']
      for (const name of names) {
        const tab = nav.querySelector('a')?.cloneNode()
        if (tab) nav.append(tab)
        if (tab) tab.textContent = name
      }
      return nav.scrollWidth - nav.clientWidth
    })
    expect(hidden).toBe(0)
  })

  it('refuses a plain advisor, says whom to ask, and shows nothing', async () => {
    open = await openConsole(desk)
    const { page } = open
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await signInAs(open, '林溪')
    await page.getByText('没有权限').waitFor()
    await page.getByText(/^您的角色是顾问，运营台给.*运营、审计、管理员使用。$/).waitFor()
    await page.getByText('请联系管理员：程野').waitFor()
    expect(await page.getByRole('navigation', { name: '运营台' }).getByRole('link').count()).toBe(0)
    await page.goto(`${desk.site.origin}/console/members`)
    await page.getByText('这一页给管理员使用').waitFor()
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([])
  })

  it('shows an operator their pages only', async () => {
    await giveRole(desk, 'SuHe', 'operator')
    open = await openConsole(desk)
    await signInAs(open, '苏禾')
    const { page } = open
    await page.getByRole('heading', { level: 1, name: '渠道' }).waitFor()
    const tabs = page.getByRole('navigation', { name: '运营台' })
    expect(await tabs.getByRole('link').allInnerTexts()).toEqual(tabsOf('operator'))
  })

  it('logs out: nothing stays on the screen, and the address asks again who it is', async () => {
    open = await openConsole(desk)
    await signInAs(open, '程野')
    const { page } = open
    await page.getByRole('button', { name: '退出' }).click()
    await page.getByText('已退出').waitFor()
    expect(await page.getByText('程野').count()).toBe(0)
    await page.getByRole('link', { name: '重新登录' }).click()
    await page.getByRole('link', { name: /林溪/ }).waitFor()
    await page.goto(`${desk.site.origin}/console`)
    await page.getByRole('link', { name: /林溪/ }).waitFor()
  })

  it("does nothing more for a page whose browser has become another member's", async () => {
    open = await openConsole(desk, '/console/audit')
    await signInAs(open, '程野')
    const { page, context } = open
    await page.getByRole('table').waitFor()
    const second = await context.newPage()
    await second.goto(`${desk.site.origin}/auth/wecom/web?return_to=/console`)
    await second.getByRole('link', { name: /林溪/ }).click()
    await second.getByText('没有权限').waitFor()
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('登录已失效').waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
  })

  it('says so when the session is over, and comes back to the same page', async () => {
    await giveRole(desk, 'YeZhiQiu', 'auditor')
    open = await openConsole(desk, '/console/audit')
    await signInAs(open, '叶知秋')
    const { page } = open
    await page.getByRole('table').waitFor()
    await giveRole(desk, 'YeZhiQiu', 'advisor')
    await giveRole(desk, 'YeZhiQiu', 'auditor')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('登录已失效').waitFor()
    expect(await page.getByRole('table').count()).toBe(0)
    await page.getByRole('link', { name: '重新登录' }).click()
    await signInAs(open, '叶知秋')
    expect(new URL(page.url()).pathname).toBe('/console/audit')
  })
})
