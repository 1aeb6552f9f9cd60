// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { claimedCoupon, closePage, openCoupon, openPage } from '../opened-page.ts'

afterEach(closePage)

describe('不再接收个性化优惠', () => {
  it('asks first, then says that it is done', async () => {
    const page = await openPage(openCoupon)
    page.answer('opt-out', { ok: true })
    await page.tap('不再接收个性化优惠')
    expect(page.asked).not.toContain('opt-out')
    expect(document.activeElement?.textContent).toContain('确定吗')
    const confirm = page.control('确定不再接收')
    confirm?.click()
    confirm?.click()
    await page.settle()
    expect(page.asked.filter((route) => route === 'opt-out')).toHaveLength(1)
    expect(document.activeElement?.textContent).toContain('已停止')
    expect(page.control('不再接收个性化优惠')).toBeUndefined()
    expect(page.control('领取')).toBeDefined()
  })

  it('offers the way back at once, and asks before that too', async () => {
    const page = await openPage(claimedCoupon)
    page.answer('opt-out', { ok: true })
    page.answer('opt-in', { ok: true })
    await page.tap('不再接收个性化优惠')
    await page.tap('确定不再接收')
    await page.tap('重新接收个性化优惠')
    expect(page.asked).not.toContain('opt-in')
    await page.tap('确定重新接收')
    expect(page.asked.filter((route) => route === 'opt-in')).toHaveLength(1)
    expect(document.activeElement?.textContent).toContain('已恢复')
    expect(page.control('不再接收个性化优惠')).toBeDefined()
  })

  it('says to who has opted out before that they have, and how to come back', async () => {
    const page = await openPage({ ...claimedCoupon, isOptedOut: true })
    expect(page.text()).toContain('您已停止接收个性化优惠')
    expect(page.control('不再接收个性化优惠')).toBeUndefined()
    page.answer('opt-in', 'lost', { ok: true })
    await page.tap('重新接收个性化优惠')
    await page.tap('确定重新接收')
    expect(page.text()).toContain('还没有恢复')
    await page.tap('取消')
    expect(document.activeElement).toBe(page.control('重新接收个性化优惠'))
    expect(page.text()).toContain('您已停止接收个性化优惠')
  })

  it('follows what the server says later, unless the question is open', async () => {
    const page = await openPage(claimedCoupon)
    page.answer('read', { ...claimedCoupon, isOptedOut: true })
    await page.tap('不再接收个性化优惠')
    await page.see(true)
    expect(page.control('确定不再接收')).toBeDefined()
    await page.tap('取消')
    await page.see(true)
    expect(page.control('重新接收个性化优惠')).toBeDefined()
  })

  it('says who may where the device took nothing', async () => {
    const page = await openPage(openCoupon)
    page.answer('opt-out', { status: 403, body: { code: 'forbidden', message: '没有权限' } })
    await page.tap('不再接收个性化优惠')
    await page.tap('确定不再接收')
    expect(page.text()).toContain('只有领取这张券的手机可以设置')
  })

  it('can be left without sending anything', async () => {
    const page = await openPage(openCoupon)
    await page.tap('不再接收个性化优惠')
    await page.tap('取消')
    expect(page.asked).not.toContain('opt-out')
    expect(document.activeElement).toBe(page.control('不再接收个性化优惠'))
  })

  it('never says done without the server’s answer', async () => {
    const page = await openPage(openCoupon)
    page.answer('opt-out', 'lost', { ok: true })
    await page.tap('不再接收个性化优惠')
    await page.tap('确定不再接收')
    expect(page.text()).toContain('还没有停止')
    expect(page.text()).not.toContain('已停止')
    await page.tap('确定不再接收')
    expect(page.text()).toContain('已停止')
  })
})
