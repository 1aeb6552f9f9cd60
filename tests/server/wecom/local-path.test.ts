import { expect, it } from 'vitest'
import { localPath } from '../../../src/server/wecom/oauth-states.ts'

it.each([
  ['/', '/'],
  ['/console?tab=1#x', '/console?tab=1#x'],
  ['//evil.example', '/home'],
  ['/\\evil.example', '/home'],
  ['/.//evil.example', '/home'],
  ['/\t/evil.example', '/home'],
  ['https://evil.example', '/home'],
  ['javascript:alert(1)', '/home'],
  ['', '/home'],
  [undefined, '/home'],
  [['/a', '/b'], '/home'],
])('returns to %j only on our own site', (given, expected) => {
  expect(localPath(given, '/home')).toBe(expected)
})
