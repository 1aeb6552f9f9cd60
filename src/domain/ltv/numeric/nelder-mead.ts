type Point = readonly number[]
type Objective = (point: Point) => number
interface Vertex {
  point: Point
  value: number
}

export interface Minimum {
  point: Point
  value: number
  evaluations: number
}

const valueTolerance = 1e-8
const relativeValueTolerance = 1e-13
const pointTolerance = 1e-5

/**
 * Point with the least value of `objective` near `start`, by the Nelder-Mead simplex (reflection 1, expansion 2,
 * contraction and shrinking 1/2). A value that is not a number counts as +Infinity, so a closed region can be
 * fenced off by returning Infinity there. Stops when the simplex is flat (1e-8 in value) and small (1e-5 in each
 * coordinate), at the latest after `maxRounds`. Deterministic.
 * Source: Nelder & Mead, "A simplex method for function minimization", The Computer Journal 7 (1965).
 */
export function minimise(objective: Objective, start: Point, step: number, maxRounds = 1000): Minimum {
  let evaluations = 0
  const measure = (point: Point): Vertex => {
    evaluations += 1
    const value = objective(point)
    return { point, value: Number.isNaN(value) ? Infinity : value }
  }
  let simplex = [start, ...start.map((_, axis) => moved(start, axis, step))].map(measure).sort(byValue)
  for (let round = 0; round < maxRounds && !hasConverged(simplex); round += 1) {
    simplex = nextSimplex(simplex, measure).sort(byValue)
  }
  const [best] = simplex
  return { point: best?.point ?? start, value: best?.value ?? Infinity, evaluations }
}

function nextSimplex(simplex: readonly Vertex[], measure: (point: Point) => Vertex): Vertex[] {
  const best = simplex[0]
  const second = simplex[simplex.length - 2]
  const worst = simplex[simplex.length - 1]
  if (!best || !second || !worst) return [...simplex]
  const others = simplex.slice(0, -1)
  const centre = centroid(others)
  const reflected = measure(between(centre, worst.point, -1))
  if (reflected.value < best.value) {
    const expanded = measure(between(centre, worst.point, -2))
    return [...others, expanded.value < reflected.value ? expanded : reflected]
  }
  if (reflected.value < second.value) return [...others, reflected]
  const target = reflected.value < worst.value ? reflected : worst
  const contracted = measure(between(centre, target.point, 0.5))
  if (contracted.value < target.value) return [...others, contracted]
  return [best, ...simplex.slice(1).map((vertex) => measure(between(best.point, vertex.point, 0.5)))]
}

function hasConverged(simplex: readonly Vertex[]): boolean {
  const best = simplex[0]
  const worst = simplex[simplex.length - 1]
  if (!best || !worst) return true
  const allowed = valueTolerance + relativeValueTolerance * Math.abs(best.value)
  const isFlat = worst.value === best.value || worst.value - best.value <= allowed
  return isFlat && simplex.every((vertex) => largestGap(vertex.point, best.point) <= pointTolerance)
}

function byValue(left: Vertex, right: Vertex): number {
  return left.value === right.value ? 0 : left.value - right.value
}

function centroid(vertices: readonly Vertex[]): Point {
  const first = vertices[0]?.point ?? []
  return first.map(
    (_, axis) => vertices.reduce((sum, { point }) => sum + (point[axis] ?? 0), 0) / vertices.length,
  )
}

function between(from: Point, to: Point, share: number): Point {
  return from.map((start, axis) => start + share * ((to[axis] ?? start) - start))
}

function moved(start: Point, axis: number, step: number): Point {
  return start.map((value, index) => (index === axis ? value + step : value))
}

function largestGap(left: Point, right: Point): number {
  return left.reduce((gap, value, axis) => Math.max(gap, Math.abs(value - (right[axis] ?? value))), 0)
}
