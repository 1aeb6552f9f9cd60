import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { notablePeople } from '../../../src/simulator/people/notable.ts'
import { type Desk, openDesk } from '../support/desk.ts'

const { hesitant } = notablePeople
const budgetBytes = 75 * 1024

let desk: Desk

beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => desk.leave())
afterAll(() => desk.close())

const pathOf = (url: string) => new URL(url).pathname
const isAsset = (path: string) => path.startsWith('/assets/') && /\.(js|css)$/.test(path)

/**
 * Holds the panel's answer back until nothing else is asked for: what was loaded by then is what stands between the
 * advisor and the customer.
 */
async function loadUpToPanel() {
  const window = await desk.open('', { switches: { customerSwitch: 'keep' } })
  await window.page.goto('about:blank')
  const loaded: Response[] = []
  const apiRequests: string[] = []
  let isPainted = false
  window.page.on('response', (response) => {
    if (!isPainted && response.frame().parentFrame() !== null) loaded.push(response)
  })
  window.page.on('request', (request) => {
    const path = pathOf(request.url())
    if (!isPainted && path.startsWith('/api/v1/')) apiRequests.push(path)
  })
  await window.page.route('**/api/v1/customers/*/panel', async (route) => {
    const response = await route.fetch()
    await window.page.waitForTimeout(1_000)
    isPainted = true
    await route.fulfill({ response })
  })
  await window.page.goto(`${desk.site.origin}/simulator?chat=${hesitant.externalUserId}`)
  await window.panel.getByRole('heading', { level: 1, name: hesitant.remark }).waitFor()
  return { loaded, apiRequests }
}

it('the first screen: at most 75 KB of scripts and styles, and one request for data', async () => {
  const { loaded, apiRequests } = await loadUpToPanel()
  const assets = loaded.filter((response) => isAsset(pathOf(response.url())))
  const sizes = await Promise.all(
    assets.map(async (response) => ({
      path: pathOf(response.url()),
      bytes: gzipSync(await response.body()).length,
    })),
  )
  expect(sizes.some(({ path }) => path.endsWith('.js'))).toBe(true)
  expect(sizes.some(({ path }) => path.endsWith('.css'))).toBe(true)
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(total, JSON.stringify(sizes)).toBeLessThanOrEqual(budgetBytes)
  expect(total).toBeGreaterThan(10_000)
  expect(apiRequests).toEqual([`/api/v1/customers/${hesitant.externalUserId}/panel`])
})

it('assets are hashed, compressed and kept for ever; pages are not kept', async () => {
  const { loaded } = await loadUpToPanel()
  const assets = loaded.filter((response) => isAsset(pathOf(response.url())))
  expect(assets.length).toBeGreaterThan(1)
  for (const response of assets) {
    const headers = await response.allHeaders()
    expect(pathOf(response.url())).toMatch(/-[\w-]{8}\.(js|css)$/)
    expect(headers['cache-control'], response.url()).toMatch(/max-age=31536000.*immutable/)
    expect(headers['content-encoding'], response.url()).toMatch(/gzip|br|zstd/)
  }
  const signed = loaded.filter((response) => pathOf(response.url()) === '/')
  expect(signed).toHaveLength(1)
  for (const response of signed) {
    expect(await response.text()).toMatch(/"signature":\{/)
    expect((await response.allHeaders())['cache-control']).toBe('private, no-store')
  }
  const plain = await fetch(`${desk.site.origin}/`)
  expect(await plain.text()).toContain('"signature":null')
  expect(plain.headers.get('cache-control')).toBe('no-cache')
})

it('scripts run only with the page’s own policy: no inline script, nothing from elsewhere', async () => {
  const page = await fetch(`${desk.site.origin}/`)
  const policy = page.headers.get('content-security-policy') ?? ''
  const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1] ?? ''
  expect(scripts).toContain("'self'")
  expect(scripts).not.toContain("'unsafe-inline'")
  expect(scripts).not.toContain("'unsafe-eval'")
})
