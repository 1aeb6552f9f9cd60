import { describe, expect, it } from 'vitest'
import { deviceClass, isPhone } from '../../../../src/domain/tags/facts/device.ts'

describe('device class (TAG-06, TAG-07)', () => {
  it.each([
    ['iPhone', 'ios', true],
    ['iPad', 'ios', true],
    ['Android', 'android', true],
    ['HarmonyOS', 'android', true],
    ['PC', 'desktop', false],
    ['Macintosh', 'desktop', false],
    ['Windows NT', 'desktop', false],
    ['toaster', null, false],
    ['', null, false],
    [null, null, false],
  ])('%o is %s', (name, expected, phone) => {
    expect(deviceClass(name)).toBe(expected)
    expect(isPhone(name)).toBe(phone)
  })
})
