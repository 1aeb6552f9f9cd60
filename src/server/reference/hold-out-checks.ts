import { summarisePurchases } from '../../domain/ltv/purchase-summary.ts'
import { expectedPurchases } from '../../domain/ltv/purchases/expected-purchases.ts'
import { fitPurchases } from '../../domain/ltv/purchases/fit-purchases.ts'
import type { CustomerPurchases } from './purchase-file.ts'
import type { ReferenceCheck } from './reference-check.ts'

const holdOutWeeks = 39
const busiestBin = 7
const actualByBin = [0.2367, 0.697, 1.3925, 1.56, 2.5323, 2.9474, 3.8621, 6.3594]
const publishedByBin = [0.2250893, 0.5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036]

/** Mean purchases of the 39 weeks after `endDay` by x = 0 to 7 and more: those made, and those BG/NBD foresaw. */
export function checkHoldOut(sample: readonly CustomerPurchases[], endDay: number): ReferenceCheck[] {
  const customers = sample.flatMap(({ purchases }) => {
    const summary = summarisePurchases(purchases, endDay)
    const laterDays = new Set(purchases.filter(({ day }) => day > endDay).map(({ day }) => day))
    return summary ? [{ summary, purchased: laterDays.size }] : []
  })
  const { parameters } = fitPurchases(
    customers.map(({ summary }) => summary),
    'bg-nbd',
  )
  return publishedByBin.flatMap((published, bin) => {
    const members = customers.filter(({ summary }) => Math.min(summary.repeatDays, busiestBin) === bin)
    const made = meanOf(members.map(({ purchased }) => purchased))
    const foreseen = meanOf(
      members.map(({ summary }) => expectedPurchases(summary, parameters, 'bg-nbd', holdOutWeeks)),
    )
    const label = bin === busiestBin ? `${bin}+` : String(bin)
    return [
      nearly(
        `sample hold-out, x = ${label}: purchases made`,
        actualByBin[bin] ?? Number.NaN,
        made,
        5e-5,
        false,
      ),
      nearly(`sample hold-out, x = ${label}: purchases foreseen`, published, foreseen, 1e-4, true),
    ]
  })
}

function nearly(
  what: string,
  expected: number,
  actual: number,
  tolerance: number,
  isRelative: boolean,
): ReferenceCheck {
  return { what, expected, actual, tolerance, isRelative }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
