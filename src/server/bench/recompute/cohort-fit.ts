import { drawRate } from '../../../domain/learning/random/beta-draw.ts'
import { drawGamma } from '../../../domain/learning/random/gamma-draw.ts'
import { mulberry32 } from '../../../domain/learning/random/generator.ts'
import { fitLtvModel } from '../../../domain/ltv/fit-ltv-model.ts'
import { type PurchaseSummary, summarisePurchases } from '../../../domain/ltv/purchase-summary.ts'

/** As many buyers and days as the published cohort of CDNOW, who behave as the model that was fitted to it says. */
const buyers = 23_570
const firstDays = 84
const observedDays = 545
const rate = { r: 0.525, alphaDays: 6.183 * 7 }
const leaving = { a: 0.891, b: 1.614 }

function cohort(): PurchaseSummary[] {
  const draw = mulberry32(1997)
  const spend = () => 1000 + Math.floor(draw() * 6000)
  return Array.from({ length: buyers }, () => {
    let day = Math.floor(draw() * firstDays)
    const perDay = drawGamma(rate.r, draw) / rate.alphaDays
    const leaves = drawRate(leaving, draw)
    const purchases = [{ day, netFen: spend() }]
    while (draw() >= leaves) {
      day += Math.max(1, Math.round(-Math.log(1 - draw()) / perDay))
      if (day > observedDays) break
      purchases.push({ day, netFen: spend() })
    }
    return summarisePurchases(purchases, observedDays)
  }).filter((summary) => summary !== null)
}

/** Milliseconds that the model takes to be fitted to a cohort of that size, the best of three. */
export function fitCohortMs(): number {
  const summaries = cohort()
  const times = [1, 2, 3].map(() => {
    const startedAt = performance.now()
    fitLtvModel(summaries, { version: 'bench', asOfDay: observedDays })
    return performance.now() - startedAt
  })
  return Math.min(...times)
}
