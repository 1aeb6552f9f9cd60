import { afterAll, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { openConsole, signInAs } from './console-window.ts'

const { hesitant } = notablePeople

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

it('a link that goes round is told of on the console, and stays looked at', async () => {
  const sidebar = await desk.open(hesitant.externalUserId)
  await sidebar.button('一键发券').click()
  await sidebar.panel
    .getByText(/已发 \d\d:\d\d/)
    .first()
    .waitFor()
  const [card] = await sidebar.sent(hesitant.externalUserId)
  if (card?.content.msgtype !== 'news') throw new Error('no card was sent')
  const { pathname } = new URL(card.content.link)
  const address = `${desk.site.origin}${pathname}`
  for (let device = 0; device < 4; device += 1) {
    const phone = await desk.browser.newContext({ locale: 'zh-CN' })
    const page = await phone.newPage()
    await page.goto(address)
    await page.getByRole('button', { name: '领取' }).waitFor()
    await phone.close()
  }

  const open = await openConsole(desk)
  await signInAs(open, '程野')
  const { page } = open
  await page.getByRole('link', { name: '预警' }).click()
  const row = page.getByRole('row', { name: /链接被转发/ })
  await row.getByText('待查看').waitFor()
  expect(await row.innerText()).toContain('4台设备上打开过')
  expect(await row.innerText()).toContain('SHARED-LINK')
  await row.getByRole('button', { name: /已查看/ }).click()
  await row.getByText('程野').waitFor()
  await page.reload()
  await row.getByText('程野').waitFor()

  await page.getByRole('link', { name: '身份' }).click()
  await page.getByRole('heading', { name: '像是同一个人' }).waitFor()
  expect(open.complaints).toEqual([])
  await open.context.close()
})
