import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { messagePage } from '../../../src/server/pages/message-page.ts'
import { contentPolicy } from '../../../src/server/plugins/content-policy.ts'

const patterns = [
  '/',
  '/c/:token',
  '/q/:token',
  '/console',
  '/console/*',
  '/auth/wecom/callback',
  '/docs',
  '/*',
]

describe('the content security policy', () => {
  it('never lets an inline script or a foreign one run', () => {
    for (const pattern of [...patterns, undefined]) {
      const policy = contentPolicy(pattern)
      const scripts = /(?:^|; )script-src ([^;]*)/.exec(policy)?.[1] ?? "'none'"
      expect([pattern, scripts]).toEqual([pattern, expect.stringMatching(/^'(self|none)'$/)])
      expect(policy).toMatch(/^default-src 'none'; base-uri 'none'; form-action 'none'/)
    }
  })

  it('lets nobody frame a page', () => {
    for (const pattern of patterns) expect(contentPolicy(pattern)).toContain("frame-ancestors 'none'")
  })

  it('knows the one inline style of the message page by its hash', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(messagePage('标题', ['文字']))?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(contentPolicy('/auth/wecom/callback')).toContain(`style-src 'sha256-${hash}'`)
  })

  it('lets the client’s bridge through on pages that WeCom opens, and nothing else into a frame', () => {
    expect(contentPolicy('/')).toContain('frame-src weixin:')
    expect(contentPolicy('/c/:token')).toContain('frame-src weixin:')
    expect(contentPolicy('/console')).not.toContain('frame-src')
  })
})
