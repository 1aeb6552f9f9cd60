import { describe, expect, it } from 'vitest'
import { deviceSharing, deviceWindowDays, held, linkSharing } from '../../../src/domain/abuse/bounds.ts'

describe('a count held against its bound', () => {
  it.each([
    ['below', 4, false],
    ['at', 5, true],
    ['above', 6, true],
  ])('%s', (_where, count, isReached) => {
    expect(held(count, 5)).toEqual({ count, bound: 5, isReached })
  })
})

describe('SHARED-LINK', () => {
  it.each([
    [3, {}, false],
    [4, {}, true],
    [5, {}, true],
    [4, { 'SHARED-LINK.people': 5 }, false],
    [5, { 'SHARED-LINK.people': 5 }, true],
  ])('%i devices by %o: %s', (devices, rules, isReached) => {
    expect(linkSharing(devices, rules).isReached).toBe(isReached)
  })
})

describe('ONE-DEVICE', () => {
  it.each([
    [2, {}, false],
    [3, {}, true],
    [4, {}, true],
    [3, { 'ONE-DEVICE.people': 4 }, false],
  ])('%i customers by %o: %s', (customers, rules, isReached) => {
    expect(deviceSharing(customers, rules).isReached).toBe(isReached)
  })

  it('looks back 30 days, or as the store set', () => {
    expect([deviceWindowDays({}), deviceWindowDays({ 'ONE-DEVICE.days': 7 })]).toEqual([30, 7])
  })
})
