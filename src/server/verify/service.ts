import { budgetChecks } from './budget-checks.ts'
import type { Check, Found, VerifyContext } from './check.ts'
import { couponChecks } from './coupon-checks.ts'
import { ledgerChecks } from './ledger-checks.ts'
import { referenceChecks } from './reference-checks.ts'
import { summaryCheck } from './summary-check.ts'

export interface Finding extends Found {
  id: string
  claim: string
}

export interface VerifyOptions {
  /** How many customers' purchase summaries are checked; null = all. */
  sample: number | null
  /** A line for a person at the terminal, as soon as it is known. */
  tell: (line: string) => void
}

function lineOf({ id, claim, count, ids }: Finding): string {
  if (count === 0) return `ok     ${id}: ${claim}`
  const more = count > ids.length ? ` and ${count - ids.length} more` : ''
  return `WRONG  ${id}: not so that ${claim} (${count}): ${ids.join(', ')}${more}`
}

/**
 * Whether what is stored agrees with itself. Reads only; each query sees one moment, so that it may run beside a server.
 */
export async function verifyStore(
  context: VerifyContext,
  { sample, tell }: VerifyOptions,
): Promise<Finding[]> {
  const checks: readonly Check[] = [
    ...couponChecks,
    ...ledgerChecks,
    ...budgetChecks,
    ...referenceChecks,
    summaryCheck(sample),
  ]
  const findings: Finding[] = []
  for (const { id, claim, find } of checks) {
    const finding = { id, claim, ...(await find(context)) }
    tell(lineOf(finding))
    findings.push(finding)
  }
  return findings
}
