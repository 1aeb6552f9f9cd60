import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { notablePeople } from '../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from './support/desk.ts'

const { vip } = notablePeople

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

describe('changes in the simulated client', () => {
  it('a customer is added, deleted and added again, and the app hears of each', async () => {
    const { page } = await desk.open(vip.externalUserId)
    await page.getByRole('button', { name: '模拟开关' }).click()
    const changes = page.getByRole('region', { name: '客户变化' })
    const act = (name: string) => changes.getByRole('button', { name }).click()
    const told = (text: string) => changes.getByRole('status').getByText(text).waitFor()
    const names = async () => {
      await desk.site.simulator.events.settled()
      await desk.site.app.services.callbacks.applyDue()
      const rows = await desk.site.app.context.db
        .selectFrom('wecomEvent')
        .select(['name', 'status'])
        .orderBy('receivedAt')
        .execute()
      expect(rows.filter(({ status }) => status !== 'applied')).toEqual([])
      return rows.map(({ name }) => name.split('.')[1])
    }

    await act('校验回调地址')
    await told('回调地址校验通过')
    await act('新顾客扫码添加')
    await told('新顾客已添加')
    await page.getByLabel('企业微信').getByText('新顾客').first().waitFor()
    await act('顾客删除顾问')
    await told('顾客已删除顾问')
    // Nobody does the same again within a second, which is all that the platform's times tell apart.
    desk.site.clock.skipMs = 2000
    await act('重新添加')
    await told('已重新添加')
    await act('顾问删除顾客')
    await told('顾问已删除顾客')
    await changes.getByText('del_external_contact · 已送达').waitFor()
    expect(await names()).toEqual([
      'add_external_contact',
      'del_follow_user',
      'add_external_contact',
      'del_external_contact',
    ])
  })
})
