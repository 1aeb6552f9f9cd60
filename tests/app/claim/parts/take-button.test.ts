// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { claimedCoupon, closePage, code, openCoupon, openPage } from '../opened-page.ts'

afterEach(closePage)

describe('领取', () => {
  it('sends one request for a double tap, and moves focus to the code', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', claimedCoupon)
    const take = page.control('领取')
    take?.click()
    take?.click()
    expect(take?.getAttribute('aria-disabled')).toBe('true')
    await page.settle()
    expect(page.asked).toEqual(['read', 'open', 'claim'])
    expect(page.text()).toContain('已领取')
    expect(document.activeElement?.textContent).toBe(code)
  })

  it('says that no answer came, and works again', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', 'lost', claimedCoupon)
    await page.tap('领取')
    expect(document.querySelector('#bar [role=alert]')?.textContent).toContain('请再试一次')
    expect(page.control('领取')?.getAttribute('aria-disabled')).toBe('false')
    await page.tap('领取')
    expect(page.text()).toContain(code)
    expect(page.text()).not.toContain('请再试一次')
  })

  it('gives up after ten seconds without an answer', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', 'never')
    await page.tap('领取')
    await page.settle(9999)
    expect(page.control('领取')).toBeUndefined()
    await page.settle(1)
    expect(page.control('领取')).toBeDefined()
  })

  it('shows the server’s reason when it refuses', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', { status: 429, body: { code: 'rate_limited', message: '请求太频繁，请稍后再试' } })
    await page.tap('领取')
    expect(page.text()).toContain('请求太频繁，请稍后再试')
  })

  it('reads the coupon again when it has moved on meanwhile', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', { status: 410, body: { code: 'coupon_ended', message: '这张券已失效' } })
    page.answer('read', { ...openCoupon, view: 'voided' })
    await page.tap('领取')
    expect(document.querySelector('h1')?.textContent).toBe('已作废')
  })

  it('shows no code when another device was faster', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', { ...openCoupon, view: 'taken' })
    await page.tap('领取')
    expect(page.text()).toContain('已在另一台设备领取')
    expect(document.activeElement?.id).toBe('main')
  })

  it('is not disturbed by a look at the page while it runs', async () => {
    const page = await openPage(openCoupon)
    page.answer('claim', 'never')
    await page.tap('领取')
    await page.see(true)
    expect(page.asked).toEqual(['read', 'open', 'claim'])
  })
})
