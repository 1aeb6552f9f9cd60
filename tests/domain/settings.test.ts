import { describe, expect, it } from 'vitest'
import { offerSettings } from '../../src/domain/offers/context.ts'
import { findValue } from '../../src/domain/rules/value.ts'
import { defaultSettings, ruleSettings, settingsFrom } from '../../src/domain/settings.ts'

describe('defaultSettings', () => {
  it('carry the defaults of the catalogue under their own names', () => {
    expect(defaultSettings).toMatchObject({
      singleCapPercent: 10,
      yearCapPercent: 20,
      marginCapPercent: 18,
      marginWarnPercent: 15,
      smallestDiscountFen: 500,
      liveCouponLimit: 1,
      lapseAfterMinutes: 10,
      holdOutFromCustomers: 2000,
      holdOutPercent: 5,
      learnFromCoupons: 500,
      vipRepurchases: 3,
      highValueFromFen: 80_000,
      rules: {},
    })
    for (const [name, key] of Object.entries(ruleSettings))
      expect(defaultSettings).toHaveProperty(name, findValue(key)?.default)
    expect(offerSettings.singleCapPercent).toBe(defaultSettings.singleCapPercent)
  })
})

describe('settingsFrom', () => {
  it('lays what was stored over the defaults', () => {
    const settings = settingsFrom({ storeName: '花间', rules: { 'OFF-01.percent': 8 } })
    expect(settings).toEqual({
      ...defaultSettings,
      storeName: '花间',
      singleCapPercent: 8,
      rules: { 'OFF-01.percent': 8 },
    })
  })

  it('reads a number stored under its own name, the key first', () => {
    expect(settingsFrom({ vipRepurchases: 4 })).toMatchObject({
      vipRepurchases: 4,
      rules: { 'SEG-06.repurchases': 4 },
    })
    expect(settingsFrom({ vipRepurchases: 4, rules: { 'SEG-06.repurchases': 5 } }).vipRepurchases).toBe(5)
  })

  it('goes back to the default where a stored number no longer holds', () => {
    expect(settingsFrom({ rules: { 'OFF-01.percent': 90, 'GONE-01.x': 1 } })).toEqual(defaultSettings)
  })
})
