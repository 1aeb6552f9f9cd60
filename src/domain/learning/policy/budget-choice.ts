/** What one customer can get; value and cost in one unit (fen). "Nothing" is always there besides, worth and costing 0. */
export interface BudgetOption {
  value: number
  cost: number
}

export interface BudgetChoice {
  /** Per customer the place of the option taken, or null for none. */
  picks: (number | null)[]
  value: number
  cost: number
  /** What the last unit of the budget earns: an option is taken only if value − lambda · cost is positive and largest. */
  lambda: number
}

const bisections = 60
/** Keeps value − lambda · cost of the best option from rounding to more than 0 at the upper end. */
const roundingMargin = 1e-12

/**
 * One option or none for each customer so that the value is large and the cost at most `budget` (inclusive, ≥ 0): the
 * Lagrangian of the multi-choice knapsack, lambda by 60 bisections; of equal options the cheaper is taken.
 * Source: Meituan, arXiv 2406.05987.
 */
export function chooseWithinBudget(
  customers: readonly (readonly BudgetOption[])[],
  budget: number,
): BudgetChoice {
  if (!(budget >= 0)) throw new RangeError(`budget ${budget} is negative`)
  const free = choiceAt(0, customers)
  if (free.cost <= budget) return free
  const ratios = customers.flat().map(({ value, cost }) => (cost > 0 ? value / cost : 0))
  let low = 0
  let high = ratios.reduce((largest, ratio) => Math.max(largest, ratio), 0) * (1 + roundingMargin)
  for (let step = 0; step < bisections; step += 1) {
    const middle = (low + high) / 2
    if (choiceAt(middle, customers).cost <= budget) high = middle
    else low = middle
  }
  return choiceAt(high, customers)
}

function choiceAt(lambda: number, customers: readonly (readonly BudgetOption[])[]): BudgetChoice {
  const choice: BudgetChoice = { picks: [], value: 0, cost: 0, lambda }
  for (const options of customers) {
    let pick: number | null = null
    let best = { net: 0, value: 0, cost: 0 }
    options.forEach(({ value, cost }, place) => {
      const net = value - lambda * cost
      if (net > best.net || (net === best.net && cost < best.cost)) {
        pick = place
        best = { net, value, cost }
      }
    })
    choice.picks.push(pick)
    choice.value += best.value
    choice.cost += best.cost
  }
  return choice
}
