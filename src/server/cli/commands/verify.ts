import type { Command } from 'commander'
import { verifyStore } from '../../verify/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

interface VerifyOptions {
  json: boolean
  sample?: string
}

function sampleOf(text: string | undefined): number | null {
  if (text === undefined) return null
  const count = Number(text)
  if (/^\d+$/.test(text) && count > 0 && Number.isSafeInteger(count)) return count
  throw new CommandFailed('--sample: give a number of customers', 2)
}

/** `verify`: whether what is stored agrees with itself. */
export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .description(
      'check that coupons, ledger, budgets, purchase summaries and identities agree with each other; safe beside a running server',
    )
    .option('--json', 'print the findings as JSON', false)
    .option('--sample <customers>', 'check the purchase summaries of this many customers; default: of all')
    .action((options: VerifyOptions) => {
      const sample = sampleOf(options.sample)
      return withContext(async (context) => {
        const findings = await verifyStore(context, {
          sample,
          tell: options.json ? () => undefined : (line) => print(line),
        })
        const total = findings.reduce((sum, { count }) => sum + count, 0)
        if (options.json) print(JSON.stringify({ isClean: total === 0, total, checks: findings }))
        if (total > 0) throw new CommandFailed(`${total} things are wrong.`)
        if (!options.json) print('Everything agrees.')
      })
    })
}
