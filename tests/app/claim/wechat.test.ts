// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { followHostColours } from '../../../src/app/claim/wechat.ts'

afterEach(() => {
  vi.restoreAllMocks()
  delete document.documentElement.dataset.colorMode
})

describe('followHostColours', () => {
  it.each([
    ['Mozilla/5.0 MicroMessenger/8.0 ColorScheme/Dark Language/zh', 'dark'],
    ['Mozilla/5.0 MicroMessenger/8.0 ColorScheme/Light', 'light'],
    ['Mozilla/5.0 MicroMessenger/8.0', undefined],
  ])('%s', (userAgent, mode) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent)
    followHostColours()
    expect(document.documentElement.dataset.colorMode).toBe(mode)
  })
})
