// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closePage, openCoupon, openPage } from '../opened-page.ts'

afterEach(closePage)

describe('问顾问', () => {
  it('says where to ask, in any browser', async () => {
    const page = await openPage(openCoupon)
    expect(page.text()).not.toContain('请回到与顾问')
    await page.tap('问顾问')
    expect(page.text()).toContain('请回到与顾问小林的聊天')
  })

  it('names nobody when the name is not known', async () => {
    const page = await openPage({ ...openCoupon, view: 'lapsed', advisorName: null })
    await page.tap('问顾问')
    expect(page.text()).toContain('请回到与顾问的聊天')
  })

  it('closes WeChat’s web view', async () => {
    const invoke = vi.fn()
    vi.stubGlobal('WeixinJSBridge', { invoke })
    const page = await openPage(openCoupon)
    await page.tap('问顾问')
    expect(invoke).toHaveBeenCalledExactlyOnceWith('closeWindow', {}, expect.any(Function))
  })
})
