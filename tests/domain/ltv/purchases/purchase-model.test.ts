import { describe, expect, it } from 'vitest'
import {
  logAddExp,
  probabilityAlive,
  purchaseLogLikelihood,
  type PurchaseHistory,
} from '../../../../src/domain/ltv/purchases/purchase-model.ts'
import { bgParameters, bgReference, mbgParameters } from './published-parameters.ts'

function history(repeatDays: number, recencyWeeks: number, observedWeeks: number): PurchaseHistory {
  return { repeatDays, recencyWeeks, observedWeeks }
}

describe('purchaseLogLikelihood', () => {
  it.each([
    ['bg-nbd', history(0, 0, 38.86), -0.5547132764],
    ['bg-nbd', history(2, 30.43, 38.86), -9.4586063071],
    ['bg-nbd', history(26, 30.86, 31), -37.7265794734],
    ['mbg-nbd', history(0, 0, 38.86), -0.5398374635],
    ['mbg-nbd', history(2, 30.43, 38.86), -9.4855513145],
    ['mbg-nbd', history(26, 30.86, 31), -38.3221269478],
  ] as const)('%s row %o has %d', (kind, row, expected) => {
    const parameters = kind === 'bg-nbd' ? bgParameters : mbgParameters
    expect(Math.abs(purchaseLogLikelihood(row, parameters, kind) - expected)).toBeLessThan(1e-9)
  })
})

describe('probabilityAlive', () => {
  it('matches the published customers', () => {
    const textbook = history(2, 30.43, 38.86)
    const busy = history(26, 216 / 7, 31)
    expect(Math.abs(probabilityAlive(textbook, bgParameters, 'bg-nbd') - 0.7265785700807)).toBeLessThan(1e-9)
    expect(Math.abs(probabilityAlive(busy, bgReference, 'bg-nbd') - 0.9688522601)).toBeLessThan(1e-6)
    expect(Math.abs(probabilityAlive(textbook, mbgParameters, 'mbg-nbd') - 0.7062022)).toBeLessThan(1e-7)
  })

  it('is 1 without repeat purchase in BG/NBD and below 1 in MBG/NBD', () => {
    expect(probabilityAlive(history(0, 0, 38.86), bgParameters, 'bg-nbd')).toBe(1)
    expect(probabilityAlive(history(0, 0, 38.86), mbgParameters, 'mbg-nbd')).toBeLessThan(1)
  })

  it('falls to 0, not to NaN, for a busy buyer long silent', () => {
    expect(probabilityAlive(history(2000, 1, 500), bgParameters, 'bg-nbd')).toBe(0)
  })

  it('falls as the silence grows', () => {
    const chances = [0, 1, 10, 50, 200].map((silence) =>
      probabilityAlive(history(3, 10, 10 + silence), mbgParameters, 'mbg-nbd'),
    )
    expect(chances).toEqual([...chances].sort((left, right) => right - left))
  })
})

describe('logAddExp', () => {
  it('adds without overflow and accepts -Infinity on either or both sides', () => {
    expect(logAddExp(1000, 1000)).toBeCloseTo(1000 + Math.LN2, 10)
    expect(logAddExp(-Infinity, -5)).toBe(-5)
    expect(logAddExp(-5, -Infinity)).toBe(-5)
    expect(logAddExp(-Infinity, -Infinity)).toBe(-Infinity)
  })
})
