import { describe, expect, it } from 'vitest'
import {
  countSegments,
  defaultSegments,
  growSegments,
  meansOf,
} from '../../../../src/domain/learning/segments/segment-tree.ts'
import { commonWorld, generateLog, personalWorld, unevenWorld } from '../generated-log.ts'

const every = (log: { actions: readonly number[] }) => log.actions.map((_, row) => row)

describe('growSegments', () => {
  it('finds the cities that want arms of their own', () => {
    const { log, customers } = generateLog(personalWorld, 6000, 4)
    const tree = growSegments(log, every(log))
    expect(countSegments(tree)).toBe(3)
    customers.slice(0, 100).forEach(({ city }, row) => {
      const means = meansOf(tree, log.features, row)
      expect(means.indexOf(Math.max(...means))).toBe(city)
      expect(Math.abs((means[city] ?? 0) - 0.22)).toBeLessThan(0.06)
    })
  })

  it('finds the spend from which another arm pays', () => {
    const { log } = generateLog(unevenWorld, 10_000, 4)
    const tree = growSegments(log, every(log))
    expect(tree).toMatchObject({ kind: 'cut', cut: { feature: 0, bin: 3 } })
  })

  it('makes one segment where one arm is best for all', () => {
    const { log } = generateLog(commonWorld, 6000, 4)
    const tree = growSegments(log, every(log))
    expect(countSegments(tree)).toBe(1)
  })

  it('stops at the most segments and respects the fewest rows', () => {
    const { log } = generateLog(personalWorld, 6000, 4)
    const grow = (given: object) => growSegments(log, every(log), { ...defaultSegments, ...given })
    expect(countSegments(grow({ maxSegments: 2 }))).toBe(2)
    expect(countSegments(grow({ leastRows: 3000 }))).toBe(1)
  })
})
