import { describe, expect, it } from 'vitest'
import { minimise } from '../../../../src/domain/ltv/numeric/nelder-mead.ts'

function rosenbrock([x = 0, y = 0]: readonly number[]): number {
  return (1 - x) ** 2 + 100 * (y - x * x) ** 2
}

describe('minimise', () => {
  it('walks down a curved valley', () => {
    const { point, value } = minimise(rosenbrock, [-1.2, 1], 0.5)
    expect(point[0]).toBeCloseTo(1, 3)
    expect(point[1]).toBeCloseTo(1, 3)
    expect(value).toBeLessThan(1e-7)
  })

  it('finds a minimum in four dimensions', () => {
    const target = [1, -2, 3, 0.5]
    const { point } = minimise(
      (at) => at.reduce((sum, value, axis) => sum + (axis + 1) * (value - (target[axis] ?? 0)) ** 2, 0),
      [0, 0, 0, 0],
      0.5,
    )
    point.forEach((value, axis) => expect(value).toBeCloseTo(target[axis] ?? 0, 3))
  })

  it('stays inside a fence of Infinity and treats what is not a number as Infinity', () => {
    const fenced = minimise(([x = 0]) => (x < 2 ? Infinity : x), [5], 1)
    expect(fenced.point[0]).toBeCloseTo(2, 3)
    const broken = minimise(([x = 0]) => (x < 2 ? Number.NaN : x), [5], 1)
    expect(broken.point).toEqual(fenced.point)
  })

  it('ends on a flat objective and after the allowed rounds', () => {
    const flat = minimise(() => 7, [1, 2], 0.5)
    expect(flat.value).toBe(7)
    expect(flat.evaluations).toBeLessThan(500)
    const limited = minimise(rosenbrock, [-1.2, 1], 0.5, 2)
    expect(limited.evaluations).toBeGreaterThan(3)
    expect(limited.evaluations).toBeLessThanOrEqual(3 + 2 * 4)
  })

  it('gives the start back when every value is infinite', () => {
    expect(minimise(() => Infinity, [3], 1, 50).value).toBe(Infinity)
  })
})
