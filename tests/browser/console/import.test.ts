import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { youzanFile } from '../../server/import/shop-files.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { choose, type ConsoleWindow, openConsole, signInAs } from './console-window.ts'

let desk: Desk
let open: ConsoleWindow
beforeAll(async () => {
  desk = await openDesk()
  const { worker, run } = desk.site.app.services.uploads
  worker.start(run)
  open = await openConsole(desk, '/console/import')
  await signInAs(open, '程野')
  await open.page.getByRole('heading', { name: '上传文件' }).waitFor()
})
afterAll(async () => {
  await desk.site.app.services.uploads.worker.stop()
  await desk.close()
})

async function pickFile(name: string, buffer: Buffer): Promise<void> {
  await open.page.getByLabel('选文件', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer })
}
/** Lists of several fields have the same titles. */
async function pickColumn(field: string, title: string): Promise<void> {
  const { page } = open
  await page.locator('.el-select', { has: page.getByRole('combobox', { name: field }) }).click()
  await page.getByRole('listbox', { name: field }).getByRole('option', { name: title, exact: true }).click()
}
const shot = (name: string) =>
  process.env['SHOTS']
    ? open.page.screenshot({ path: `${process.env['SHOTS']}/${name}.png`, fullPage: true })
    : null

it('a shop export in GBK: seen as it will be stored, imported, its bad rows handed back', async () => {
  const { page } = open
  await pickFile('有赞订单.csv', youzanFile)
  const plan = page.getByRole('region', { name: '准备导入有赞订单.csv' })
  const stored = plan.getByRole('row', { name: /E2025001/ })
  await stored.waitFor()
  expect(await stored.innerText()).toContain('2568.00元')
  expect(await stored.innerText()).toContain('面霜×2、精华×1')
  expect(await plan.getByText('会被拒收').count()).toBe(2)
  expect(await plan.getByRole('row', { name: /昨天/ }).innerText()).toContain('不是能识别的时间')
  await shot('preview')

  await plan.getByRole('button', { name: '开始导入' }).click()
  const row = page.getByRole('row', { name: /有赞订单\.csv/ })
  await row.getByText('收下3，重复0，拒收2').waitFor()
  await row.getByText('已完成').waitFor()
  await page.reload()
  await row.getByText('收下3，重复0，拒收2').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('link', { name: '下载拒收的行' }).click(),
  ])
  const rejects = await readFile(await download.path(), 'utf8')
  expect(rejects).toContain('E2025004,交易完成')
  expect(rejects).toContain('打了星号的号码不能用')
  await shot('done')

  await pickFile('又一次.csv', youzanFile)
  await page
    .getByRole('region', { name: '准备导入又一次.csv' })
    .getByRole('button', { name: '开始导入' })
    .click()
  await page
    .getByRole('row', { name: /又一次\.csv/ })
    .getByText('同样的文件已经导入过')
    .waitFor()
})

it('columns picked by hand, from the titles of the file', async () => {
  const { page } = open
  await pickFile('客户.csv', Buffer.from('\uFEFF会员,手机,生日\nM1,13900000001,05-20\n'))
  const plan = page.getByRole('region', { name: '准备导入客户.csv' })
  await plan.waitFor()
  await plan.getByLabel('订单号的列').waitFor()
  await choose(page, '里面是', '客户')
  await pickColumn('商城会员号的列', '会员')
  await pickColumn('手机号的列', '手机')
  const stored = plan.getByRole('row', { name: /13900000001/ })
  await stored.waitFor()
  expect(await stored.innerText()).toContain('05-20')
  await shot('picked')
  await plan.getByRole('button', { name: '开始导入' }).click()
  await page
    .getByRole('row', { name: /客户\.csv/ })
    .getByText('收下1，重复0，拒收0')
    .waitFor()
})

it('a workbook, an empty file and a lost connection are told in words, and nothing is imported', async () => {
  const { page, context } = open
  await pickFile('工作簿.xlsx', Buffer.from('504b030414000600', 'hex'))
  const plan = page.getByRole('region', { name: '准备导入工作簿.xlsx' })
  await plan.getByText('请在表格软件里另存为CSV').waitFor()
  expect(await plan.getByRole('button', { name: '开始导入' }).isDisabled()).toBe(true)
  await shot('refused')
  await plan.getByRole('button', { name: '移除文件' }).click()
  await plan.waitFor({ state: 'detached' })

  await pickFile('空.csv', Buffer.alloc(0))
  await page.getByText('文件是空的').waitFor()
  await context.setOffline(true)
  await pickFile('断网.csv', youzanFile)
  await page.getByText('没有收下「断网.csv」：网络断开').waitFor()
  await context.setOffline(false)
  await pickFile('断网.csv', Buffer.concat([youzanFile, Buffer.from('\r\n')]))
  await page.getByRole('region', { name: '准备导入断网.csv' }).waitFor()
  expect(open.complaints).toEqual([])
})
