// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import { closePage, openCoupon, openPage } from '../opened-page.ts'

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
