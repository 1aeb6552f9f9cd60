import { describe, expect, it } from 'vitest'
import type { HostProblem } from '../../../src/app/host/bridge.ts'
import { helpIdFor, hostHelp } from '../../../src/app/host/help.ts'

const none = (problem?: HostProblem) =>
  helpIdFor({ kind: 'none', entry: null, ...(problem === undefined ? {} : { problem }) })

describe('the help for a chat without a customer', () => {
  it('is how to open the panel where nothing went wrong', () => {
    expect(none()).toBe('entry')
  })

  it.each([
    ['agentConfig:invalid url domain', 'domain'],
    ['agentConfig:fail_invalid url_domain (40093)', 'domain'],
    ['agentConfig:invalid signature', 'signature'],
    ['agentConfig:fail (40093)', 'signature'],
    ['the permission value is offline verifying', 'signature'],
  ])('tells the domain from the signature: %s', (raw, id) => {
    expect(none({ reason: 'signature', raw })).toBe(id)
  })

  it.each([
    'permission',
    'context',
    'unsupported',
    'content',
    'network',
    'unknown',
    'no-bridge',
    'timeout',
  ] as const)('is its own for %s', (reason) => {
    expect(none({ reason, raw: 'x: url domain' })).toBe(reason)
  })

  it('always says what to try and what the administrator looks at', () => {
    for (const { steps, admin } of Object.values(hostHelp)) {
      expect(steps.length).toBeGreaterThan(0)
      expect(admin.length).toBeGreaterThan(0)
    }
  })
})
