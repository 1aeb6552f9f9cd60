// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { closePage, openCoupon, openPage, serverNow } from '../opened-page.ts'

afterEach(closePage)

function announced(): string {
  return document.querySelector('#announcer')?.textContent ?? ''
}

describe('the countdown', () => {
  it.each([
    ['two days slow', -172_800_000],
    ['right', 0],
    ['a year fast', 31_536_000_000],
  ])('runs on the server’s clock when the phone’s is %s', async (_name, skewMs) => {
    const page = await openPage(openCoupon, { phoneNow: serverNow + skewMs })
    expect(page.text()).toContain('还剩 01:00:00')
    await page.settle(61_000)
    expect(page.text()).toContain('还剩 00:58:59')
  })

  it('tells a screen reader at two minutes and at thirty seconds only', async () => {
    const page = await openPage({ ...openCoupon, expiresAt: serverNow + 122_000 })
    await page.settle(1000)
    expect(announced()).toBe('')
    await page.settle(1000)
    expect(announced()).toBe('还剩 2 分钟')
    await page.settle(89_000)
    expect(announced()).toBe('还剩 2 分钟')
    await page.settle(1000)
    expect(announced()).toBe('还剩 30 秒')
  })

  it('asks the server once when time is up, and shows what it says', async () => {
    const page = await openPage({ ...openCoupon, expiresAt: serverNow + 2000 })
    page.answer('read', { ...openCoupon, view: 'expired' })
    await page.settle(1999)
    expect(page.asked).toEqual(['read', 'open'])
    await page.settle(1)
    expect(page.asked).toEqual(['read', 'open', 'read'])
    expect(page.text()).toContain('已过期')
  })

  it('does not hammer a server that still counts the coupon as valid', async () => {
    const page = await openPage({ ...openCoupon, expiresAt: serverNow })
    await page.settle(20_000)
    expect(page.asked).toEqual(['read', 'open', 'read'])
    expect(page.text()).toContain('还剩 00:00:00')
  })
})
