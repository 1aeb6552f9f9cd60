import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { type ConsoleWindow, choose, giveRole, openConsole, signInAs } from './console-window.ts'

const { hesitant } = notablePeople

let desk: Desk
let open: ConsoleWindow

beforeAll(async () => {
  desk = await openDesk()
})
beforeEach(async () => {
  open = await openConsole(desk)
})
afterEach(async () => {
  expect(open.complaints).toEqual([])
  await open.context.close()
})
afterAll(() => desk.close())

async function setFault(fault: object | null): Promise<void> {
  const response = await fetch(`${desk.site.origin}/simulator/api/faults`, {
    method: fault ? 'POST' : 'DELETE',
    ...(fault && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) }),
  })
  expect(response.status).toBe(204)
}

describe('the whole task of each page', () => {
  it('diagnostics: a missing permission with its cure, and well again once it was given', async () => {
    await setFault({ path: 'externalcontact/get_follow_user_list', errcode: 48002 })
    await signInAs(open, '程野')
    const { page } = open
    await page.getByRole('link', { name: '诊断' }).click()
    await page.getByText('有要处理的问题，按下面的步骤改').waitFor()
    const check = page.getByRole('listitem', { name: '客户联系权限' })
    expect(await check.innerText()).toContain('要处理')
    expect(await check.innerText()).toContain('48002')
    expect(await check.getByRole('list').innerText()).toContain('可调用接口的应用')
    const fault = page.getByRole('row', { name: /48002/ })
    expect(await fault.innerText()).toContain('还在发生')

    await setFault(null)
    await page.getByRole('button', { name: '重新检查' }).click()
    await page.getByText('有要处理的问题，按下面的步骤改').waitFor({ state: 'hidden' })
    await fault.getByText('已恢复').waitFor()
    expect(await check.innerText()).toContain('正常')
    expect(await page.getByText('demo-secret').count()).toBe(0)
  })

  it('audit: finds the coupon just issued, by its customer and by its kind', async () => {
    const sidebar = await desk.open(hesitant.externalUserId, { switches: { customerSwitch: 'keep' } })
    await sidebar.button('一键发券').click()
    await sidebar.panel
      .getByText(/已发 \d\d:\d\d/)
      .first()
      .waitFor()

    await signInAs(open, '程野')
    const { page } = open
    await page.getByRole('link', { name: '审计' }).click()
    await page.getByRole('textbox', { name: '客户（客户 ID）' }).fill(hesitant.externalUserId)
    await choose(page, '动作', '发券')
    await page.getByRole('button', { name: '查找' }).click()
    const rows = page.getByRole('table').getByRole('row')
    await page.getByRole('row', { name: /发券/ }).first().waitFor()
    await expect.poll(() => rows.count()).toBe(2)
    const text = await rows.nth(1).innerText()
    for (const part of ['林溪', '发券', '券', hesitant.externalUserId]) expect(text).toContain(part)

    await page.getByRole('textbox', { name: '谁（成员或密钥的 ID）' }).fill('SuHe')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有符合的记录').waitFor()
    await page.getByRole('button', { name: '清空' }).click()
    await page.getByRole('row', { name: /发券/ }).first().waitFor()

    const [from, until] = [page.getByPlaceholder('从'), page.getByPlaceholder('到')]
    await from.fill('2020-01-01')
    await until.fill('2020-01-02')
    await until.press('Enter')
    await page.getByRole('button', { name: '查找' }).click()
    await page.getByText('没有符合的记录').waitFor()
    await desk.leave()
  })

  it('members: an admin changes a role, and the member has it', async () => {
    await signInAs(open, '程野')
    const { page } = open
    await page.getByRole('link', { name: '成员' }).click()
    await page.getByRole('button', { name: '改苏禾的角色' }).click()
    const dialog = page.getByRole('dialog', { name: '苏禾 的角色' })
    await dialog.getByText('审计', { exact: true }).click()
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const row = page.getByRole('row', { name: /SuHe/ })
    expect(await row.innerText()).toContain('审计')
    expect(await row.innerText()).toContain('管理员设置')

    const other = await openConsole(desk)
    await signInAs(other, '苏禾')
    await other.page.getByRole('heading', { level: 1, name: '审计' }).waitFor()
    await other.page
      .getByRole('row', { name: /改角色/ })
      .first()
      .waitFor()
    expect(other.complaints).toEqual([])
    await other.context.close()
  })

  it('members: hands over the work of one who left', async () => {
    await signInAs(open, '程野')
    const { page } = open
    await page.getByRole('link', { name: '成员' }).click()
    await page.getByRole('button', { name: '交接宋遥的工作' }).click()
    const dialog = page.getByRole('dialog', { name: '交接 宋遥 的工作' })
    expect(await dialog.getByRole('button', { name: '交接', exact: true }).isDisabled()).toBe(true)
    await choose(page, '交给谁', '顾安然')
    await dialog.getByRole('button', { name: '交接', exact: true }).click()
    await dialog.getByText(/已交给顾安然：跟进 \d+ 条/).waitFor()
    await dialog.getByRole('button', { name: '好' }).click()
    await dialog.waitFor({ state: 'hidden' })
  })

  it('channels: an operator makes a code, sees its picture, changes it and ends it', async () => {
    await giveRole(desk, 'YeZhiQiu', 'operator')
    await signInAs(open, '叶知秋')
    const { page } = open
    await page.getByRole('button', { name: '新渠道' }).click()
    const dialog = page.getByRole('dialog', { name: '新渠道' })
    await dialog.getByRole('textbox', { name: '名称' }).fill('小红书-敏感肌指南')
    await choose(page, '接待的顾问', '林溪')
    await choose(page, '接待的顾问', '顾安然')
    await page.keyboard.press('Escape')
    await dialog.getByRole('textbox', { name: '自动打的标签' }).pressSequentially('小红书')
    await dialog.getByRole('textbox', { name: '自动打的标签' }).press('Enter')
    await dialog.getByText('这个渠道用自己的欢迎语').click()
    const text = dialog.getByRole('textbox', { name: '欢迎语' })
    await text.fill('您好')
    await dialog.getByRole('button', { name: '生成二维码' }).click()
    await dialog.getByText('没说有什么好处').waitFor()
    await dialog.getByText('没说到什么时候，例如「今天有效」').waitFor()

    await text.fill('我是{顾问}，送您一份护肤方案，点下方小测试领取，今天有效')
    await dialog.getByRole('button', { name: '生成二维码' }).click()
    const shown = page.getByRole('dialog', { name: '小红书-敏感肌指南' })
    const picture = shown.getByRole('img', { name: '渠道「小红书-敏感肌指南」的二维码' })
    await picture.waitFor()
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0)
    await shown.getByText('林溪、顾安然').waitFor()
    await page.keyboard.press('Escape')
    await shown.waitFor({ state: 'hidden' })

    const row = page.getByRole('row', { name: /小红书-敏感肌指南/ })
    for (const part of ['林溪、顾安然', '小红书', '送您一份护肤方案'])
      expect(await row.innerText()).toContain(part)
    await row.getByRole('button', { name: '改「小红书-敏感肌指南」' }).click()
    const editor = page.getByRole('dialog', { name: '改渠道「小红书-敏感肌指南」' })
    await editor.getByText('用店铺的欢迎语').click()
    await editor.getByRole('button', { name: '保存' }).click()
    await editor.waitFor({ state: 'hidden' })
    await row.getByText('用店铺的').waitFor()

    await row.getByRole('button', { name: '停用「小红书-敏感肌指南」' }).click()
    await row.getByRole('button', { name: '确定停用' }).click()
    await page.getByText('还没有渠道码').waitFor()
  })
  it("channels: the store's own welcome is refused with its reasons, set and ended", async () => {
    await giveRole(desk, 'GuAnRan', 'operator')
    await signInAs(open, '顾安然')
    const store = open.page.getByRole('region', { name: '店铺的欢迎语' })
    await store.getByRole('button', { name: '改欢迎语' }).click()
    const text = store.getByRole('textbox', { name: '欢迎语' })
    await text.fill('送您护肤方案，回复【肤质】领取，今天有效，全国最佳，')
    await store.getByRole('button', { name: '{店名}' }).click()
    expect(await text.inputValue()).toMatch(/，\{店名\}$/)
    await store.getByRole('button', { name: '保存' }).click()
    await store.getByText('「最佳」不可发').waitFor()
    await text.fill('送您护肤方案，回复【肤质】领取，今天有效')
    await store.getByRole('button', { name: '保存' }).click()
    await store.getByText('送您护肤方案，回复【肤质】领取，今天有效').waitFor()
    await store.getByRole('button', { name: '改欢迎语' }).click()
    await store.getByRole('button', { name: '不再自动欢迎' }).click()
    await store.getByText('没有设置，不自动欢迎。').waitFor()
  })
})
