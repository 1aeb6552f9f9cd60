import { describe, expect, it } from 'vitest'
import { changedSettings, type SettingChanges } from '../../src/domain/settings-changes.ts'
import { defaultSettings } from '../../src/domain/settings.ts'

const errorsOf = (changes: Record<string, unknown>) =>
  changedSettings({}, changes as SettingChanges).errors.map(({ key, code }) => `${key} ${code}`)

describe('changedSettings', () => {
  it('lays changes over what was stored', () => {
    const before = { storeName: '花间', rules: { 'OFF-01.percent': 8 } }
    expect(changedSettings(before, { shippingCostFen: 600, rules: { 'SEG-06.repurchases': 4 } })).toEqual({
      stored: {
        storeName: '花间',
        shippingCostFen: 600,
        rules: { 'OFF-01.percent': 8, 'SEG-06.repurchases': 4 },
      },
      errors: [],
    })
  })

  it('stores a rule by its key alone, under whichever name it came', () => {
    expect(changedSettings({ vipRepurchases: 5 }, { liveCouponLimit: 2 }).stored).toEqual({
      rules: { 'SEG-06.repurchases': 5, 'ONE-LIVE.coupons': 2 },
    })
  })

  it('null goes back to the default', () => {
    const before = { rules: { 'OFF-01.percent': 8 } }
    expect(changedSettings(before, { rules: { 'OFF-01.percent': null } }).stored).toEqual({ rules: {} })
  })

  it('takes every default back', () => {
    expect(changedSettings({}, defaultSettings).errors).toEqual([])
  })

  it('refuses two different values for one number', () => {
    const twice = { singleCapPercent: 8, rules: { 'OFF-01.percent': 9 } }
    expect(changedSettings({}, twice).errors).toMatchObject([{ key: 'OFF-01.percent', code: 'conflict' }])
    expect(changedSettings({}, { singleCapPercent: 8, rules: { 'OFF-01.percent': 8 } }).errors).toEqual([])
  })

  it('judges a change beside what was stored: OFF-05 warns below its cap', () => {
    const before = { rules: { 'OFF-05.warnPercent': 12 } }
    expect(changedSettings(before, { marginCapPercent: 12 }).errors).toEqual([])
    expect(changedSettings(before, { marginCapPercent: 11 }).errors).toMatchObject([
      { key: 'OFF-05.percent', code: 'order' },
      { key: 'OFF-05.warnPercent', code: 'order' },
    ])
  })

  it.each([
    [{ defaultMarginPercent: 0 }, ['defaultMarginPercent belowMinimum']],
    [{ defaultMarginPercent: 1 }, []],
    [{ defaultMarginPercent: 99 }, []],
    [{ defaultMarginPercent: 100 }, ['defaultMarginPercent aboveMaximum']],
    [{ shippingCostFen: 9.5 }, ['shippingCostFen notWhole']],
    [{ shippingCostFen: '9' }, ['shippingCostFen notANumber']],
    [{ pointValueFen: 0.5 }, []],
    [{ conversionPrior: 1.01 }, ['conversionPrior aboveMaximum']],
    [{ storeName: '店'.repeat(41) }, ['storeName malformed']],
    [{ shopUrl: 'javascript:alert(1)' }, ['shopUrl malformed']],
    [{ shopUrl: 'https://shop.test/' }, []],
    [{ shopUrl: null }, []],
    [{ isCadenceBlocking: 1 }, ['isCadenceBlocking malformed']],
    [{ memberTierNames: ['银', '金', '钻'] }, []],
    [{ memberTierNames: ['金', '金'] }, ['memberTierNames malformed']],
    [{ memberTierNames: ['金'] }, ['memberTierNames malformed']],
    [{ memberTierNames: ['一', '二', '三', '四', '五'] }, ['memberTierNames malformed']],
    [{ singleCapPercnt: 8 }, ['singleCapPercnt unknown']],
    [{ singleCapPercent: 21 }, ['OFF-01.percent aboveMaximum']],
    [{ holdOutPercent: 51, storeName: 7 }, ['storeName malformed', 'HOLD-OUT.percent aboveMaximum']],
  ])('%o: %o', (changes, errors) => {
    expect(errorsOf(changes)).toEqual(errors)
  })
})
