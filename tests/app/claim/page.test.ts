// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { claimedCoupon, closePage, openCoupon, openPage, serverNow } from './opened-page.ts'

afterEach(closePage)

describe('opening', () => {
  it('is posted once, however often the page is looked at', async () => {
    const page = await openPage(openCoupon)
    await page.see(false)
    await page.see(true)
    await page.see(true)
    expect(page.asked.filter((route) => route === 'open')).toHaveLength(1)
  })

  it('waits until a person sees the page', async () => {
    const page = await openPage(openCoupon, { isVisible: false })
    expect(page.asked).toEqual(['read'])
    expect(page.text()).toContain('包邮 + 7天价保')
    await page.see(true)
    expect(page.asked).toEqual(['read', 'open'])
  })

  it('does not happen while the page is prerendered', async () => {
    Object.assign(document, { prerendering: true })
    const page = await openPage(openCoupon)
    expect(page.asked).toEqual(['read'])
    Object.assign(document, { prerendering: false })
    document.dispatchEvent(new Event('prerenderingchange'))
    await page.settle()
    expect(page.asked).toEqual(['read', 'open'])
  })

  it('revives a lapsed coupon when the server says so', async () => {
    const page = await openPage({ ...openCoupon, view: 'lapsed' }, { isVisible: false })
    page.answer('open', openCoupon)
    expect(page.control('领取')).toBeUndefined()
    await page.see(true)
    expect(page.control('领取')).toBeDefined()
  })

  it('is tried again at the next look after the network failed, and leaves the coupon on the page', async () => {
    const page = await openPage(openCoupon, { isVisible: false })
    page.answer('open', 'lost', openCoupon)
    await page.see(true)
    expect(page.control('领取')).toBeDefined()
    await page.see(true)
    expect(page.asked).toEqual(['read', 'open', 'open'])
  })

  it.each(['stranger', 'taken', 'redeemed', 'expired', 'voided'] as const)(
    'is no news for %s',
    async (view) => {
      const page = await openPage({ ...openCoupon, view })
      expect(page.asked).toEqual(['read'])
    },
  )
})

describe('loading', () => {
  it('shows a skeleton, then says that the network is slow, then offers to try again', async () => {
    const page = await openPage('never')
    expect(document.querySelector('.skeleton')).not.toBeNull()
    expect(page.text()).toContain('正在打开…')
    await page.settle(2999)
    expect(page.text()).not.toContain('网络有点慢')
    await page.settle(1)
    expect(page.text()).toContain('网络有点慢')
    await page.settle(7000)
    expect(document.querySelector('[role=status] h1')?.textContent).toBe('网络慢')
    expect(document.querySelector('.skeleton')).toBeNull()
    page.answer('read', openCoupon)
    await page.tap('重试')
    expect(page.control('领取')).toBeDefined()
    expect(page.asked).toEqual(['read', 'read', 'open'])
  })

  it.each([
    ['no network', 'lost'],
    ['a server that is down', { status: 503, body: { code: 'unavailable', message: '服务暂不可用' } }],
    ['a sign-in page of a hotspot', { welcome: true }],
  ] as const)('fails in the same way with %s', async (_name, answer) => {
    const page = await openPage(answer)
    expect(page.text()).toContain('网络慢')
    expect(page.control('重试')).toBeDefined()
  })

  it('tries by itself when the network is back', async () => {
    const page = await openPage('lost')
    page.answer('read', openCoupon)
    window.dispatchEvent(new Event('online'))
    await page.settle()
    expect(page.control('领取')).toBeDefined()
  })

  it.each(['unknown_coupon', 'not_found', 'invalid_input'])(
    'knows an unknown token by %s',
    async (refusal) => {
      const page = await openPage({ status: 404, body: { code: refusal, message: '' } })
      expect(page.text()).toContain('没有找到这张券')
      expect(page.control('重试')).toBeUndefined()
    },
  )
})

describe('coming back to the page', () => {
  it('reads the coupon again, and keeps it when that fails', async () => {
    const page = await openPage(claimedCoupon)
    page.answer('read', 'lost', { ...claimedCoupon, view: 'redeemed', code: null })
    await page.see(true)
    expect(page.text()).toContain('已领取')
    await page.see(true)
    expect(page.text()).toContain('已使用')
  })

  it('leaves the opened rules open when nothing but the clock has changed', async () => {
    const page = await openPage(claimedCoupon)
    const rules = document.querySelector('details')
    page.answer('read', { ...claimedCoupon, serverNow: serverNow + 60_000 })
    await page.see(true)
    expect(document.querySelector('details')).toBe(rules)
    expect(page.text()).toContain('还剩 00:59:00')
  })

  it('ignores an answer that a later one has overtaken', async () => {
    const page = await openPage(claimedCoupon)
    let release = (): void => undefined
    const late = new Promise<Response>((resolve) => {
      release = () => resolve(new Response(JSON.stringify(claimedCoupon)))
    })
    const answers = [
      late,
      Promise.resolve(new Response(JSON.stringify({ ...claimedCoupon, view: 'redeemed' }))),
    ]
    vi.stubGlobal('fetch', () => answers.shift())
    await page.see(true)
    await page.see(true)
    release()
    await page.settle()
    expect(page.text()).toContain('已使用')
  })
})
