// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { claimedCoupon, closePage, code, openPage } from '../opened-page.ts'

afterEach(closePage)

function stubClipboard(writeText: (text: string) => Promise<void>): void {
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as unknown as Clipboard)
}

describe('复制', () => {
  it('copies the code with its dashes and says so', async () => {
    const page = await openPage(claimedCoupon)
    const copied: string[] = []
    stubClipboard(async (text) => void copied.push(text))
    await page.tap('复制')
    expect(copied).toEqual([code])
    expect(page.text()).toContain('已复制')
  })

  it('selects the code for a long press where copying is refused', async () => {
    const page = await openPage(claimedCoupon)
    stubClipboard(() => Promise.reject(new Error('not allowed')))
    Object.assign(document, { execCommand: () => false })
    await page.tap('复制')
    expect(page.text()).toContain('请长按券码复制')
    expect(getSelection()?.toString()).toBe(code)
  })
})

it('leaves out the image when there is no QR', async () => {
  const page = await openPage({ ...claimedCoupon, codeQrSvg: null })
  expect(document.querySelector('img')).toBeNull()
  expect(page.text()).not.toContain('二维码')
})
