// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest'
import type { Claim } from '../../../src/contract/claims.ts'
import { claimedCoupon, closePage, code, openCoupon, openPage } from './opened-page.ts'

afterEach(closePage)

describe('an open coupon', () => {
  it('shows all that was sent', async () => {
    const page = await openPage(openCoupon)
    const words = [
      '朝露护肤',
      '顾问小林 为您准备',
      '李女士，这张券只属于您',
      '包邮 + 7天价保',
      '价保：7天内降价，差额原路退回',
      '适用：玫瑰精华 30ml',
      '原价 ¥399',
      '预计实付 ¥369.9',
      '库存 17 件',
      '您最近关注这款精华',
      '每人限用一次',
      '还剩 01:00:00',
      '进度 1/3',
    ]
    for (const word of words) expect(page.text()).toContain(word)
    expect(document.querySelector('h1')?.textContent).toBe('包邮 + 7天价保')
    expect(document.querySelector('[aria-current=step]')?.textContent).toBe('领取')
    expect(page.control('领取')?.tagName).toBe('BUTTON')
    expect(page.control('使用规则')?.tagName).toBe('SUMMARY')
  })

  it('shows nothing that was not sent', async () => {
    const offer = { headline: '满199减15', lines: [], scope: '', usageRules: [], product: null }
    const nothing = { advisorName: null, greeting: null, reason: null, expiresAt: null }
    const page = await openPage({ ...openCoupon, ...nothing, offer })
    for (const word of [
      '为您准备',
      '只属于您',
      '为什么是我',
      '适用',
      '原价',
      '库存',
      '使用规则',
      '还剩',
      'null',
    ]) {
      expect(page.text()).not.toContain(word)
    }
    expect(page.control('领取')).toBeDefined()
  })

  it('leaves the stock out when it is unknown and says when there is none', async () => {
    const withStock = (stock: number | null): Claim => {
      const product = { name: '玫瑰精华', priceFen: 39_900, expectedPaidFen: 39_900, stock, shopUrl: null }
      return { ...openCoupon, offer: { headline: '包邮', lines: [], scope: '', usageRules: [], product } }
    }
    expect((await openPage(withStock(null))).text()).not.toContain('库存')
    closePage()
    expect((await openPage(withStock(0))).text()).toContain('暂时没有库存')
    expect(document.querySelector('s')).toBeNull()
  })

  it('takes texts as texts, never as markup', async () => {
    await openPage({ ...openCoupon, reason: '<img src=x onerror=alert(1)>', brand: '<b>朝露</b>' })
    expect(document.querySelector('#content img, #brand b')).toBeNull()
  })
})

describe('a claimed coupon', () => {
  it('shows the code, its QR as an image, and the way to the shop', async () => {
    const page = await openPage(claimedCoupon)
    expect(document.querySelector('[role=status] h1')?.textContent).toBe('已领取')
    expect(document.querySelector('.code')?.textContent).toBe(code)
    expect(document.querySelector('img')?.getAttribute('src')).toMatch(/^data:image\/svg\+xml.*viewBox/)
    expect(document.querySelector('#content svg')).toBeNull()
    expect(page.control('去商城')?.getAttribute('href')).toBe('https://shop.example/rose')
    expect(document.querySelector('[aria-current=step]')?.textContent).toBe('看券码')
    expect(page.control('领取')).toBeUndefined()
  })

  it.each([null, 'javascript:alert(1)'])('offers no way to the shop at %s', async (shopUrl) => {
    const page = await openPage({ ...claimedCoupon, shopUrl })
    expect(page.control('去商城')).toBeUndefined()
  })
})

describe('an ended coupon', () => {
  it.each([
    ['taken', '已在另一台设备领取'],
    ['redeemed', '已使用'],
    ['expired', '已过期'],
    ['voided', '已作废'],
    ['lapsed', '已失效'],
    ['sold-out', '已抢完'],
  ] as const)('%s says %s and where to ask', async (view, title) => {
    const page = await openPage({ ...claimedCoupon, view })
    expect(document.querySelector('[role=status] h1')?.textContent).toBe(title)
    expect(page.control('问顾问')).toBeDefined()
    expect(page.control('领取')).toBeUndefined()
    for (const word of [code, '李女士', '您最近关注', '原价', '库存', '还剩']) {
      expect(page.text()).not.toContain(word)
    }
    expect(document.querySelector('img')).toBeNull()
  })

  it('counts as taken elsewhere when claimed without a code, and leaves the opt-out to the owner', async () => {
    const page = await openPage({ ...claimedCoupon, code: null, codeQrSvg: null })
    expect(page.text()).toContain('已在另一台设备领取')
    expect(page.control('不再接收个性化优惠')).toBeUndefined()
  })
})

it('tells a stranger only that the coupon is somebody else’s', async () => {
  const page = await openPage({ ...claimedCoupon, view: 'stranger' })
  expect(document.querySelector('main')?.textContent?.trim()).toBe('!这张券属于别人')
  for (const word of ['李女士', '小林', '您最近关注', '包邮', code]) expect(page.text()).not.toContain(word)
  expect(document.querySelectorAll('button, a, img')).toHaveLength(0)
})

it.each(['/c/', '/c/a/b', '/', '/c/%3Cscript%3E'])(
  'finds no coupon at %s and asks for none',
  async (pathname) => {
    const page = await openPage(openCoupon, { pathname })
    expect(page.text()).toContain('没有找到这张券')
    expect(page.asked).toEqual([])
  },
)
