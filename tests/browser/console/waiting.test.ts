import { afterAll, beforeAll, expect, it } from 'vitest'
import { minuteMs } from '../../../src/domain/calendar.ts'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'
import { openConsole, signInAs } from './console-window.ts'

const { hesitant } = notablePeople

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

it('a price that nobody told in time reaches the console, is settled there and stays gone', async () => {
  await desk.open(hesitant.externalUserId)
  const { context, services } = desk.site.app
  const customer = await context.db
    .selectFrom('customer')
    .select('customerId')
    .where('externalUserId', '=', hesitant.externalUserId)
    .executeTakeFirstOrThrow()
  const startedAt = context.now() - 61 * minuteMs
  await context.db.deleteFrom('touch').where('customerId', '=', customer.customerId).execute()
  await context.db
    .insertInto('enquiry')
    .values({ ...customer, enquiryId: 'enq_late', about: 'price', startedAt, startedBy: 'LinXi' })
    .execute()
  await services.enquiries.sweep(context.now())

  const open = await openConsole(desk)
  await signInAs(open, '程野')
  const { page } = open
  await page.getByRole('link', { name: '待处理' }).click()
  const row = page.getByRole('row', { name: /林溪/ })
  await row.waitFor()
  expect(await row.innerText()).toMatch(/1小时[12]分/)
  await row.getByRole('button', { name: /已处理/ }).click()
  await page.getByText('没有超时的问价').waitFor()
  await page.reload()
  await page.getByText('没有超时的问价').waitFor()
  expect(open.complaints).toEqual([])
  await open.context.close()
})
