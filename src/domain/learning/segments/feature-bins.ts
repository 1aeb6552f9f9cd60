import type { BinnedFeature } from '../evaluation/logged-experiment.ts'

const quantileBins = 8
const namedCategories = 20

/**
 * A feature's texts cut into few bins. When every text that is not empty is a number: eight bins of equal counts (equal
 * numbers stay together, so fewer where values repeat), in order. Else the 20 most frequent texts get a bin each and the
 * rest share one. Empty texts are a bin of their own, the last.
 */
export function binFeature(name: string, texts: readonly string[]): BinnedFeature {
  const filled = texts.filter((text) => text !== '')
  const isNumeric = filled.length > 0 && filled.every((text) => Number.isFinite(Number(text)))
  return isNumeric ? numericBins(name, texts, filled) : categoryBins(name, texts)
}

function numericBins(name: string, texts: readonly string[], filled: readonly string[]): BinnedFeature {
  const edges = quantileEdges(Float64Array.from(filled, Number).sort())
  const bins = texts.map((text) => (text === '' ? edges.length + 1 : binOf(Number(text), edges)))
  return { name, bins, binCount: edges.length + 2, isOrdered: true }
}

/**
 * Least values of all bins but the first, ascending. Each bin takes its share of the values that are left and all that
 * equal its last one, so one very frequent value costs a bin and not the resolution of the others.
 */
function quantileEdges(sorted: Float64Array): number[] {
  const few = fewValues(sorted)
  if (few !== null) return few.slice(1)
  const edges: number[] = []
  let start = 0
  while (edges.length < quantileBins - 1) {
    const last = start + Math.ceil((sorted.length - start) / (quantileBins - edges.length)) - 1
    const edge = nextGreater(sorted, last)
    if (edge === null) break
    edges.push(edge.value)
    start = edge.place
  }
  return edges
}

/** The distinct values, or null when there are more than bins. */
function fewValues(sorted: Float64Array): number[] | null {
  const values: number[] = []
  for (const value of sorted) {
    if (value !== values.at(-1)) values.push(value)
    if (values.length > quantileBins) return null
  }
  return values
}

function nextGreater(sorted: Float64Array, from: number): { value: number; place: number } | null {
  let place = from + 1
  while (place < sorted.length && sorted[place] === sorted[from]) place += 1
  const value = sorted[place]
  return value === undefined ? null : { value, place }
}

function binOf(value: number, edges: readonly number[]): number {
  let bin = 0
  while (bin < edges.length && value >= (edges[bin] ?? 0)) bin += 1
  return bin
}

function categoryBins(name: string, texts: readonly string[]): BinnedFeature {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
  const named = [...counts]
    .sort(([x, xCount], [y, yCount]) => yCount - xCount || (x < y ? -1 : 1))
    .slice(0, namedCategories)
  const places = new Map(named.map(([text], place) => [text, place]))
  const others = named.length
  const bins = texts.map((text) => (text === '' ? others + 1 : (places.get(text) ?? others)))
  return { name, bins, binCount: others + 2, isOrdered: false }
}
