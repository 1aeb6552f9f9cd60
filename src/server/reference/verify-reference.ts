import { join } from 'node:path'
import { fitLtvModel } from '../../domain/ltv/fit-ltv-model.ts'
import { summarisePurchases, type PurchaseSummary } from '../../domain/ltv/purchase-summary.ts'
import { scoreLtv } from '../../domain/ltv/score-ltv.ts'
import { rfmValuesOf } from '../../domain/rfm/rfm-values.ts'
import { checkHoldOut } from './hold-out-checks.ts'
import { readPurchaseFile, type CustomerPurchases } from './purchase-file.ts'
import { checkHeader, checkLine, isWithin, type ReferenceCheck } from './reference-check.ts'
import { checkSample } from './sample-checks.ts'
import { checkSegments } from './segment-checks.ts'

const calibrationEndDay = Date.UTC(1997, 8, 30) / 86_400_000
const sampleFile = 'CDNOW_sample.txt'
const fullFile = 'CDNOW_master.txt'

/**
 * Fits the models to the CDNOW files in `folder` and compares with the published numbers. Prints one table line per
 * number, then the times of the full set. False when any number is off or a file cannot be used.
 */
export async function verifyReference(folder: string, print: (line: string) => void): Promise<boolean> {
  try {
    const sample = await readPurchaseFile(join(folder, sampleFile))
    const full = await readPurchaseFile(join(folder, fullFile))
    const checks = [
      ...checkSample(summarise(sample)),
      ...checkHoldOut(sample, calibrationEndDay),
      ...checkSegments(rfmValues(full), calibrationEndDay),
    ]
    printChecks(checks, print)
    printTimes(summarise(full), print)
    return checks.every(isWithin)
  } catch (error) {
    print(`verify:reference failed: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function summarise(customers: readonly CustomerPurchases[]): PurchaseSummary[] {
  return customers.flatMap(({ purchases }) => summarisePurchases(purchases, calibrationEndDay) ?? [])
}

function rfmValues(customers: readonly CustomerPurchases[]) {
  return customers.flatMap(({ purchases }) => rfmValuesOf(purchases, calibrationEndDay) ?? [])
}

function printChecks(checks: readonly ReferenceCheck[], print: (line: string) => void): void {
  print(checkHeader)
  for (const check of checks) print(checkLine(check))
  const failed = checks.filter((check) => !isWithin(check)).length
  print(failed === 0 ? `all ${checks.length} numbers agree` : `${failed} of ${checks.length} numbers are off`)
}

function printTimes(summaries: readonly PurchaseSummary[], print: (line: string) => void): void {
  const startedAt = performance.now()
  const model = fitLtvModel(summaries, { version: 'reference', asOfDay: calibrationEndDay })
  const fittedAt = performance.now()
  for (const summary of summaries) scoreLtv(summary, model)
  const scoreMs = performance.now() - fittedAt
  const { r, alpha, a, b } = model.purchase
  const parameters = [r, alpha, a, b].map((value) => value.toFixed(6)).join(', ')
  print(`full set, mbg-nbd: ${parameters}; logL ${model.logLikelihood.toFixed(4)}`)
  const microseconds = ((scoreMs * 1000) / Math.max(1, summaries.length)).toFixed(1)
  print(
    `full set, ${model.customers} customers: fit ${Math.round(fittedAt - startedAt)} ms, score ${microseconds} us each`,
  )
}
