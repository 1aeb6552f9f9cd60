import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepNothing } from '../../src/server/http/settle.ts'
import { type Desk, openDesk } from './support/desk.ts'

const welcome = {
  text: '欢迎，我是{顾问}。点下方小测试，帮您选合适的护肤方案，{有效期}前有效',
  hasQuiz: true,
}

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

describe('a channel code', () => {
  it('scanned by a new customer brings the welcome with a quiz that opens on her phone', async () => {
    const { services } = desk.site.app
    const userId = desk.site.simulator.directory.firstActiveMember()?.userId ?? ''
    const body = { name: '门店海报', userIds: [userId], tags: ['门店'], welcome }
    const { channel } = await services.channels.create(userId, body, keepNothing)

    const { page } = await desk.open('')
    await page.getByRole('button', { name: '模拟开关' }).click()
    const codes = page.getByRole('region', { name: '渠道码' })
    await codes.getByText('门店海报').waitFor()
    await codes.getByRole('button', { name: '新顾客扫这个码' }).click()
    await codes.getByRole('status').getByText('扫码顾客扫了「门店海报」').waitFor()

    const chat = page.getByRole('log', { name: '聊天记录' })
    await chat.getByText('帮您选合适的护肤方案').waitFor()
    const card = chat.getByRole('button', { name: /^打开卡片/ })
    await card.click()
    const phone = page.getByRole('complementary', { name: '顾客的手机' })
    await phone.frameLocator('iframe').getByRole('heading').first().waitFor()
    await phone.getByRole('button', { name: '返回聊天' }).click()
    await phone.getByRole('log', { name: '顾客看到的聊天' }).getByText('帮您选合适的护肤方案').waitFor()

    await desk.site.simulator.events.settled()
    await services.callbacks.applyDue()
    const arrivals = await desk.site.app.context.db.selectFrom('channelArrival').selectAll().execute()
    expect(arrivals).toMatchObject([{ outcome: 'sent', state: channel.state, userId }])
  })
})
