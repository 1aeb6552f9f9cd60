import { describe, expect, it } from 'vitest'
import { mulberry32 } from '../../../../src/domain/learning/random/generator.ts'
import { learnPolicy } from '../../../../src/domain/learning/segments/learn-policy.ts'
import { commonWorld, generateLog, noisyWorld, personalWorld, type World } from '../generated-log.ts'

function learnt(world: World, rows: number, seed: number) {
  const generated = generateLog(world, rows, seed)
  const { log } = generated
  return {
    ...generated,
    learned: learnPolicy(
      log,
      log.actions.map((_, row) => row),
      mulberry32(seed),
    ),
  }
}

describe('where segments differ', () => {
  it.each([1, 2, 3])('they are used, seed %i', (seed) => {
    const { learned, customers } = learnt(personalWorld, 6000, seed)
    expect(learned.isFallback).toBe(false)
    expect(learned.gain.value).toBeGreaterThan(2 * learned.gain.standardError)
    customers.slice(0, 50).forEach(({ city }, row) => expect(learned.policy(row)[city]).toBe(1))
  })

  it('too few rows prove nothing', () => {
    const { learned } = learnt(personalWorld, 120, 1)
    expect(learned.isFallback).toBe(true)
  })
})

describe.each([
  ['one arm is best for all', commonWorld],
  ['spend is too noisy', noisyWorld],
])('where %s', (_, world) => {
  it.each([1, 2, 3])('the best single arm goes to everybody, seed %i', (seed) => {
    const { learned, customers } = learnt(world, 6000, seed)
    expect(learned).toMatchObject({ isFallback: true, segments: 1 })
    const choices = customers.map((__, row) => learned.policy(row).indexOf(1))
    expect(new Set(choices)).toEqual(new Set([learned.bestSingle]))
    expect(learned.bestSingle).toBeGreaterThan(0)
  })
})

describe('chance', () => {
  it('passes for a difference in fewer than one of twenty logs', () => {
    const alike: World = { ...commonWorld, mean: ({ spend }) => 0.1 + 0.05 * spend }
    const mistaken = Array.from({ length: 60 }, (_, seed) => learnt(alike, 3000, seed + 100)).filter(
      ({ learned }) => !learned.isFallback,
    )
    expect(mistaken.length).toBeLessThan(3)
  })
})

describe('where not everything is available', () => {
  it('no policy takes what could not be taken, and the gain of segments is still found', () => {
    const { log, customers } = generateLog(personalWorld, 9000, 5)
    const isAvailable = (row: number, action: number) => action !== 2 || row % 3 > 0
    const rows = log.actions.flatMap((action, row) => (isAvailable(row, action) ? [row] : []))
    const propensities = log.propensities.map((share, row) => (row % 3 > 0 ? share : 1 / 2))
    const learned = learnPolicy({ ...log, propensities, isAvailable }, rows, mulberry32(5))
    expect(learned.isFallback).toBe(false)
    for (const row of rows.slice(0, 300)) {
      const chosen = learned.policy(row).indexOf(1)
      expect(isAvailable(row, chosen)).toBe(true)
      const own = customers[row]?.city ?? 0
      if (isAvailable(row, own)) expect(chosen).toBe(own)
    }
  })

  it('the best single action gives way to the next best', () => {
    const { log } = generateLog(commonWorld, 6000, 2)
    const isAvailable = (row: number, action: number) => action !== 1 || row % 2 > 0
    const rows = log.actions.flatMap((action, row) => (isAvailable(row, action) ? [row] : []))
    const propensities = log.propensities.map((share, row) => (row % 2 > 0 ? share : 1 / 2))
    const learned = learnPolicy({ ...log, propensities, isAvailable }, rows, mulberry32(2))
    expect(learned).toMatchObject({ isFallback: true, bestSingle: 1 })
    expect([0, 1].map((row) => learned.policy(row).indexOf(1))).toEqual([2, 1])
  })
})

describe('rows of one customer', () => {
  it('said ten times prove no more than said once', () => {
    const { log } = generateLog(personalWorld, 400, 3)
    const times = 10
    const repeated = {
      ...log,
      actions: Array.from({ length: times }, () => log.actions).flat(),
      rewards: Array.from({ length: times }, () => log.rewards).flat(),
      propensities: Array.from({ length: times }, () => log.propensities).flat(),
      features: log.features.map((feature) => ({
        ...feature,
        bins: Array.from({ length: times }, () => feature.bins).flat(),
      })),
    }
    const rows = repeated.actions.map((_, row) => row)
    const units = rows.map((row) => row % 400)
    const asRows = learnPolicy(repeated, rows, mulberry32(3)).gain
    const asCustomers = learnPolicy({ ...repeated, units }, rows, mulberry32(3)).gain
    expect(asCustomers.standardError).toBeGreaterThan(2 * asRows.standardError)
  })
})
