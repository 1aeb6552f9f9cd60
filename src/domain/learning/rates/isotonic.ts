interface Block {
  value: number
  weight: number
  size: number
}

/**
 * The non-decreasing sequence nearest to `values` in weighted least squares, by pooling adjacent violators.
 * Weights are positive. Source: Ayer et al. (1955).
 */
export function isotonic(values: readonly number[], weights: readonly number[]): number[] {
  const blocks: Block[] = []
  values.forEach((value, index) => {
    let block = { value, weight: weights[index] ?? 1, size: 1 }
    for (let last = blocks.at(-1); last && last.value > block.value; last = blocks.at(-1)) {
      blocks.pop()
      block = merged(last, block)
    }
    blocks.push(block)
  })
  return blocks.flatMap(({ value, size }) => Array.from({ length: size }, () => value))
}

function merged(left: Block, right: Block): Block {
  const weight = left.weight + right.weight
  return {
    value: (left.value * left.weight + right.value * right.weight) / weight,
    weight,
    size: left.size + right.size,
  }
}
