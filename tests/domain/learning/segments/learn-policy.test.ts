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
